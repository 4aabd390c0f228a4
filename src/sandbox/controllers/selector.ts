import type { LabelSelector } from "../../core/rollout/objects.ts";

type Labels = Readonly<Record<string, string>>;

/** Whether labels meet a selector. An empty selector meets everything, a missing one nothing. */
export function selects(selector: LabelSelector | undefined, labels: Labels = {}): boolean {
  if (selector === undefined) return false;
  return hasAll(selector.matchLabels ?? {}, labels) && (selector.matchExpressions ?? []).every((e) => meets(e, labels));
}

function hasAll(wanted: Labels, labels: Labels): boolean {
  return Object.entries(wanted).every(([key, value]) => labels[key] === value);
}

function meets(expression: NonNullable<LabelSelector["matchExpressions"]>[number], labels: Labels): boolean {
  const value = labels[expression.key];
  switch (expression.operator) {
    case "In":
      return value !== undefined && (expression.values ?? []).includes(value);
    case "NotIn":
      return value === undefined || !(expression.values ?? []).includes(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
  }
}
