import { type Fault, imagePattern } from "./faults.ts";

/** A condition on an object, as kwok reads it: a jq expression and whether, or with which values, it yields. */
export interface Expression {
  readonly key: string;
  readonly operator: "Exists" | "DoesNotExist" | "In" | "NotIn";
  readonly values?: readonly string[];
}

export interface PodStage {
  readonly name: string;
  readonly when: readonly Expression[];
  /** Milliseconds between the moment all conditions hold and the change. */
  readonly delayMs?: number;
  /** A Go template of the pod's new status; without one the pod is deleted. */
  readonly status?: string;
}

/** kwok's `Stage` for pods of its own nodes; a pod that is being deleted leaves every stage but the deleting one. */
export function podStage(stage: PodStage): object {
  const alive: Expression = { key: ".metadata.deletionTimestamp", operator: stage.status ? "DoesNotExist" : "Exists" };
  return {
    apiVersion: "kwok.x-k8s.io/v1alpha1",
    kind: "Stage",
    metadata: { name: stage.name },
    spec: {
      resourceRef: { apiGroup: "v1", kind: "Pod" },
      selector: { matchExpressions: [alive, ...stage.when] },
      ...(stage.delayMs !== undefined && { delay: { durationMilliseconds: stage.delayMs } }),
      next: stage.status ? { statusTemplate: stage.status } : { delete: true },
    },
  };
}

export function hasFault(...faults: Fault[]): Expression {
  return { key: imagesWith(faults), operator: "Exists" };
}

export function hasNoFault(...faults: Fault[]): Expression {
  return { key: imagesWith(faults), operator: "DoesNotExist" };
}

export function phaseIs(phase: string): Expression {
  return { key: ".status.phase", operator: "In", values: [phase] };
}

export function readyIs(status: "True" | "False"): Expression {
  return {
    key: '.status.conditions[]? | select(.type == "Ready") | .status',
    operator: "In",
    values: [status],
  };
}

export function isWaitingFor(reason: string): Expression {
  return { key: ".status.containerStatuses[]?.state.waiting.reason", operator: "In", values: [reason] };
}

export const hasNotStarted: Expression = { key: ".status.containerStatuses[]?.name", operator: "DoesNotExist" };

export const hasExited: Expression = {
  key: ".status.containerStatuses[]?.state.terminated.reason",
  operator: "Exists",
};

export const ownedByJob: Expression = {
  key: ".metadata.ownerReferences[]?.kind",
  operator: "In",
  values: ["Job"],
};

export function restartPolicyIs(operator: "In" | "NotIn", policy: string): Expression {
  return { key: ".spec.restartPolicy", operator, values: [policy] };
}

function imagesWith(faults: readonly Fault[]): string {
  return `.spec.containers[].image | select(test("${imagePattern(faults)}"))`;
}
