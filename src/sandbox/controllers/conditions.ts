import type { Condition } from "../../core/rollout/objects.ts";

export function findCondition(conditions: readonly Condition[] | undefined, type: string): Condition | undefined {
  return conditions?.find((condition) => condition.type === type);
}

export function withoutCondition(conditions: readonly Condition[], type: string): Condition[] {
  return conditions.filter((condition) => condition.type !== type);
}

/**
 * Sets a condition as the workload controllers do: nothing changes while status and reason stay, and
 * `lastTransitionTime` stays while the status stays.
 */
export function withCondition(conditions: readonly Condition[], next: Condition): Condition[] {
  const current = findCondition(conditions, next.type);
  if (current?.status === next.status && current.reason === next.reason) return [...conditions];
  const kept =
    current?.status === next.status && current.lastTransitionTime !== undefined
      ? { ...next, lastTransitionTime: current.lastTransitionTime }
      : next;
  return [...withoutCondition(conditions, next.type), kept];
}
