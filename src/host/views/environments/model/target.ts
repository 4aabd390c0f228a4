import type { WorkloadKind } from "../../../../core/rollout/objects.ts";

/** Where an environment stands in the workspace: file, application and environment name. */
export interface EnvironmentKey {
  /** Address of the `tidegate.yaml`. */
  readonly file: string;
  readonly application: string;
  readonly environment: string;
}

interface ApplicationTarget {
  readonly type: "application";
  readonly file: string;
  readonly application: string;
}

interface EnvironmentTarget extends EnvironmentKey {
  readonly type: "environment";
}

interface WorkloadTarget extends EnvironmentKey {
  readonly type: "workload";
  readonly kind: WorkloadKind;
  readonly name: string;
  readonly image?: string;
}

interface RevisionTarget extends EnvironmentKey {
  readonly type: "revision";
  readonly kind: WorkloadKind;
  readonly name: string;
  /** Number of the revision. */
  readonly revision: string;
  readonly image?: string;
}

interface PodTarget extends EnvironmentKey {
  readonly type: "pod";
  readonly name: string;
  readonly image?: string;
}

/** What a row of the Environments view stands for. */
export type EnvironmentsTarget =
  | ApplicationTarget
  | EnvironmentTarget
  | WorkloadTarget
  | RevisionTarget
  | PodTarget
  | { readonly type: "note" };

/** The id of an environment's row, and what its pin and its children's ids are made from. */
export function environmentId({ file, application, environment }: EnvironmentKey): string {
  return `${file}#${encodeURIComponent(application)}/${encodeURIComponent(environment)}`;
}
