import { relativePath } from "../../../base/treePath.ts";
import type { ShellFacts } from "../../facts/ecosystemFacts.ts";
import type { Ingredients, Recipe } from "./recipe.ts";

/** A script on Debian, whose shell is bash. */
export function shellRecipe({ application, facts, image, container }: Ingredients<ShellFacts>): Recipe {
  const script = relativePath(application.path, facts.script);
  return {
    template: "shell",
    values: { image: image("debian").reference, workdir: container.workingDirectory },
    environment: { HOME: "/tmp" },
    command: application.startCommand?.value ?? ["bash", `./${script}`],
    prober: "bash",
    startPeriod: 5,
    leftovers: [],
  };
}
