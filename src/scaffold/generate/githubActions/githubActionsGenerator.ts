import type { GeneratedFile } from "../generated.ts";
import type { Generator } from "../generator.ts";
import { ciModel } from "./ciModel.ts";
import { deployModel } from "./deployModel.ts";
import { CI_PATH, DEPLOY_PATH } from "./workflowPaths.ts";

/** A workflow that integrates changes and one that delivers them. None without applications. */
export const githubActionsGenerator: Generator = (input, render) => {
  if (input.applications.length === 0) return [];
  const file = (path: string, template: string, model: Readonly<Record<string, unknown>>): GeneratedFile => ({
    path,
    kind: "github-actions",
    ...render(`github-actions/${template}`, "yaml", model),
  });
  const delivers = input.settings.environments.length > 0;
  return [
    file(CI_PATH, "ci.yml", { ...ciModel(input), delivers }),
    ...(delivers ? [file(DEPLOY_PATH, "deploy.yml", deployModel(input))] : []),
  ];
};
