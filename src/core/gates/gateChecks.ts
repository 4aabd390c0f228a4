import type { EnvironmentConfig } from "../config/config.ts";
import type { CheckSpec } from "../graph/graph.ts";
import { QUALITY_CHECKS } from "./descriptions/quality.ts";
import { READINESS_CHECKS } from "./descriptions/readiness.ts";
import { checksOf } from "./gateEntries.ts";
import { type CheckId, checkSpec } from "./registry.ts";
import { termsOf } from "./termsOf.ts";

/** The checks of an environment's gate, each with the terms that its file sets. */
export function gateChecks(environment: EnvironmentConfig): readonly CheckSpec[] {
  return checksOf(environment.gate).map((id) => specOf(id, environment));
}

/** Whether a check asks for the quality of what is shipped, and not for the state of things here. */
export function isQuality(id: string): boolean {
  return Object.hasOwn(QUALITY_CHECKS, id) || Object.hasOwn(READINESS_CHECKS, id);
}

function specOf(id: CheckId, environment: EnvironmentConfig): CheckSpec {
  const terms = termsOf(id, environment);
  return terms === undefined ? checkSpec(id) : { ...checkSpec(id), terms };
}
