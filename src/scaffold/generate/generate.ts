import type { Render } from "../render/render.ts";
import { composeGenerator } from "./compose/composeGenerator.ts";
import { dockerfileGenerator } from "./dockerfile/dockerfileGenerator.ts";
import type { GeneratedFile } from "./generated.ts";
import type { GenerateInput, Generator } from "./generator.ts";
import { githubActionsGenerator } from "./githubActions/githubActionsGenerator.ts";
import { gitlabCiGenerator } from "./gitlabCi/gitlabCiGenerator.ts";
import { helmGenerator } from "./helm/helmGenerator.ts";
import type { Kind } from "./kind.ts";
import { kubernetesGenerator } from "./kubernetes/kubernetesGenerator.ts";

const GENERATORS: Readonly<Record<Kind, Generator>> = {
  dockerfile: dockerfileGenerator,
  compose: composeGenerator,
  kubernetes: kubernetesGenerator,
  helm: helmGenerator,
  "github-actions": githubActionsGenerator,
  "gitlab-ci": gitlabCiGenerator,
};

/** The files of some kinds, by path. Pure: the same input gives the same bytes. */
export function generate(kinds: readonly Kind[], input: GenerateInput, render: Render): readonly GeneratedFile[] {
  const files = kinds.flatMap((kind) => GENERATORS[kind](input, render));
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}
