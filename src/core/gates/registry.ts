import type { CheckSpec } from "../graph/graph.ts";
import type { CheckDescription } from "./description.ts";
import { DOCUMENT_CHECKS } from "./descriptions/documents.ts";
import { FIGURE_CHECKS } from "./descriptions/figures.ts";
import { GIT_CHECKS } from "./descriptions/git.ts";
import { INFRASTRUCTURE_CHECKS } from "./descriptions/infrastructure.ts";
import { KUBERNETES_CHECKS } from "./descriptions/kubernetes.ts";
import { MONITORING_CHECKS } from "./descriptions/monitoring.ts";
import { PATH_CHECKS } from "./descriptions/path.ts";
import { PEOPLE_CHECKS } from "./descriptions/people.ts";
import { PIPELINE_CHECKS } from "./descriptions/pipelines.ts";
import { QUALITY_CHECKS } from "./descriptions/quality.ts";
import { READINESS_CHECKS } from "./descriptions/readiness.ts";
import { RECOVERY_CHECKS } from "./descriptions/recovery.ts";
import { RELEASE_CHECKS } from "./descriptions/release.ts";
import { SECURITY_CHECKS } from "./descriptions/security.ts";

/** Checks that are answered from the files of the workspace. */
export const WORKSPACE_CHECKS = {
  ...KUBERNETES_CHECKS,
  ...PIPELINE_CHECKS,
  ...MONITORING_CHECKS,
  ...INFRASTRUCTURE_CHECKS,
  ...SECURITY_CHECKS,
  ...RECOVERY_CHECKS,
  ...DOCUMENT_CHECKS,
};

/** Checks that are answered by the cluster, by git, by reports, by running the application and by the run itself. */
const ASKED_CHECKS = {
  ...GIT_CHECKS,
  ...RELEASE_CHECKS,
  ...PATH_CHECKS,
  ...QUALITY_CHECKS,
  ...FIGURE_CHECKS,
  ...READINESS_CHECKS,
};

/** The checks a deployment knows. Whatever is not here is inconclusive wherever it is asked. */
export const CHECKS = { ...ASKED_CHECKS, ...PEOPLE_CHECKS, ...WORKSPACE_CHECKS };

export type WorkspaceCheckId = keyof typeof WORKSPACE_CHECKS;
export type CheckId = keyof typeof CHECKS;
/** Checks that something measures; the others are settled by a person's word alone. */
export type MeasuredCheckId = Exclude<CheckId, keyof typeof PEOPLE_CHECKS>;

/** Whether this version of Tidegate can answer a check. */
export function isKnownCheck(id: string): id is CheckId {
  return Object.hasOwn(CHECKS, id);
}

/** What a check asks; undefined where no check is called so. */
export function describeCheck(id: string): CheckDescription | undefined {
  return isKnownCheck(id) ? CHECKS[id] : undefined;
}

/** A check as a plan names it, which only a measurement settles. */
export function checkSpec(id: CheckId): CheckSpec {
  return { id, label: CHECKS[id].label };
}

/** A check that a person's word settles, too, where measuring found nothing; it counts for `seconds`. */
export function attestableCheck(id: CheckId, seconds: number): CheckSpec {
  return { ...checkSpec(id), attestedFor: seconds };
}
