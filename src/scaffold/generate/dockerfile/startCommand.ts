import type { Application, CommandLine } from "../../facts/application.ts";
import type { GenerateInput } from "../generator.ts";
import { ingredientsOf } from "./ingredients.ts";
import { recipeFor } from "./recipes.ts";

/** What starts an application in its image: the last words of its own Dockerfile, or those that stand in for them. */
export function startCommandOf(application: Application, input: GenerateInput): CommandLine {
  return withoutShell(recipeFor(ingredientsOf(application, input)).command);
}

/** A shell that only starts a program gives its place to it, so that the program gets the signal to stop. */
export function withoutShell(command: CommandLine): CommandLine {
  const [shell = "", option, line = "", ...rest] = command;
  const starts =
    /^(?:\/bin\/)?(?:ba)?sh$/u.test(shell) && option === "-c" && /^(?!exec\b|cd\b)[\w./][^;&|<>()`\n]*$/u.test(line);
  return starts && !/^\w+=/u.test(line) ? [shell, option, `exec ${line}`, ...rest] : command;
}
