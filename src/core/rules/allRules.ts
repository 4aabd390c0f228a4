import { AGREEMENT_RULES } from "./agreementRules.ts";
import { COMPOSE_RULES } from "./composeRules.ts";
import { DOCKERFILE_RULES } from "./dockerfileRules.ts";
import { KUBERNETES_RULES } from "./kubernetesRules.ts";
import { MISTAKE_RULES } from "./mistakeRules.ts";
import { PIPELINE_RULES } from "./pipelineRules.ts";
import { PORT_RULES } from "./portRules.ts";
import type { FileRule } from "./rule.ts";

const RULES: ReadonlyMap<string, FileRule> = new Map(
  [
    DOCKERFILE_RULES,
    COMPOSE_RULES,
    KUBERNETES_RULES,
    AGREEMENT_RULES,
    PIPELINE_RULES,
    PORT_RULES,
    MISTAKE_RULES,
  ].flatMap((table) => Object.entries(table)),
);

/** The rule of an id, such as `dockerfile/numeric-user`; undefined where there is none. */
export function ruleOf(id: string): FileRule | undefined {
  return RULES.get(id);
}
