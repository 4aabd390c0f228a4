import { relativePath } from "../../../base/treePath.ts";
import type { DenoFacts } from "../../facts/ecosystemFacts.ts";
import { escapes } from "../../render/escapes.ts";
import { copyInstruction } from "./instructions.ts";
import type { Ingredients, Recipe } from "./recipe.ts";

/** Deno with all modules in the image, so that it starts without a network. */
export function denoRecipe({ application, facts, image, container, member }: Ingredients<DenoFacts>): Recipe {
  const { root, entry, lockFile } = facts;
  const fromMember = relativePath(application.path, entry);
  const open = container.port === undefined ? [] : ["--allow-net"];
  return {
    template: "deno",
    values: {
      image: image("deno", application.runtime.value.version).reference,
      entry: escapes.shell(relativePath(root, entry)),
      cache:
        lockFile === undefined
          ? "deno cache"
          : `deno cache --frozen --lock=${escapes.shell(relativePath(root, lockFile))}`,
      workdir: container.workingDirectory,
      member: member !== ".",
      code: copyInstruction(["."], "/app/"),
    },
    environment: { DENO_DIR: "/deno-dir", DENO_NO_UPDATE_CHECK: "1" },
    command: cached(application.startCommand?.value) ?? [
      "deno",
      "run",
      "--cached-only",
      "--allow-env",
      "--allow-read",
      ...open,
      fromMember.startsWith("-") ? `./${fromMember}` : fromMember,
    ],
    prober: "deno",
    startPeriod: 10,
    leftovers: ["node_modules", "coverage"],
  };
}

/** A start command that asks nobody for modules; undefined where there is none that Deno runs itself. */
function cached(command: readonly string[] | undefined): readonly string[] | undefined {
  if (command === undefined || command[0] !== "deno" || command[1] !== "run") return command;
  return command.includes("--cached-only") ? command : ["deno", "run", "--cached-only", ...command.slice(2)];
}
