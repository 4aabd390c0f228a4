import { isMembers, type Members } from "../json.ts";
import { parseRequirements, type Requirement } from "./requirements.ts";

export type Match = (labels: Members) => boolean;

/** Reads `app=web,tier in (a,b),!legacy`. Throws a 400 where it cannot. */
export function parseLabelSelector(text: string): Match {
  const tests = parseRequirements(text).map(matchOf);
  return (labels) => tests.every((test) => test(labels));
}

function matchOf({ key, operator, values }: Requirement): Match {
  const isAmong: Match = (labels) => Object.hasOwn(labels, key) && values.includes(String(labels[key]));
  switch (operator) {
    case "Exists":
      return (labels) => Object.hasOwn(labels, key);
    case "DoesNotExist":
      return (labels) => !Object.hasOwn(labels, key);
    case "in":
    case "=":
    case "==":
      return isAmong;
    case "notin":
    case "!=":
      return (labels) => !isAmong(labels);
    case ">":
    case "<":
      return (labels) => compares(labels[key], operator, Number(values[0]));
  }
}

/** A label that is no number is neither more nor less. */
function compares(label: unknown, operator: ">" | "<", bound: number): boolean {
  if (typeof label !== "string" || !/^[+-]?\d+$/.test(label)) return false;
  return operator === ">" ? Number(label) > bound : Number(label) < bound;
}

/** `app=web,tier in (a,b)`: an object's selector in the spelling of tables and scale subresources. */
export function formatLabelSelector(selector: unknown): string {
  if (!isMembers(selector)) return "<none>";
  const labels = Object.entries(isMembers(selector["matchLabels"]) ? selector["matchLabels"] : {});
  const expressions = Array.isArray(selector["matchExpressions"]) ? selector["matchExpressions"].filter(isMembers) : [];
  const parts = [...labels.map(([key, value]) => `${key}=${String(value)}`), ...expressions.map(formatExpression)];
  return parts.length === 0 ? "<none>" : parts.join(",");
}

function formatExpression({ key, operator, values }: Members): string {
  const list = Array.isArray(values) ? values.join(",") : "";
  if (operator === "Exists") return String(key);
  if (operator === "DoesNotExist") return `!${String(key)}`;
  return `${String(key)} ${operator === "In" ? "in" : "notin"} (${list})`;
}
