import { isMembers, type Members } from "../json.ts";
import { badRequest } from "../status.ts";

export type Match = (labels: Members) => boolean;

const SET_BASED = /^([\w./-]+)\s+(in|notin)\s*\(([^)]*)\)$/;
const EQUALITY = /^([\w./-]+)\s*(==|=|!=)\s*([\w.-]*)$/;
const PRESENCE = /^(!?)\s*([\w./-]+)$/;

/** Reads `app=web,tier in (a,b),!legacy`. Throws a 400 where it cannot. */
export function parseLabelSelector(text: string): Match {
  const parts = splitOutsideBrackets(text).filter((part) => part !== "");
  const tests = parts.map(parseRequirement);
  return (labels) => tests.every((test) => test(labels));
}

function splitOutsideBrackets(text: string): string[] {
  return text.split(/,(?![^(]*\))/).map((part) => part.trim());
}

function parseRequirement(part: string): Match {
  const [, setKey = "", operator, list = ""] = SET_BASED.exec(part) ?? [];
  if (operator !== undefined) {
    const values = list.split(",").map((value) => value.trim());
    const isIn: Match = (labels) => setKey in labels && values.includes(String(labels[setKey]));
    return operator === "in" ? isIn : (labels) => !isIn(labels);
  }
  const [, key = "", sign, value] = EQUALITY.exec(part) ?? [];
  if (sign !== undefined) return sign === "!=" ? (labels) => labels[key] !== value : (labels) => labels[key] === value;
  const [, absent, name = ""] = PRESENCE.exec(part) ?? [];
  if (absent === undefined) {
    const found = part.split(/\s+/)[1] ?? part;
    throw badRequest(`unable to parse requirement: found '${found}', expected: in, notin, =, ==, !=, gt, lt`);
  }
  return absent === "!" ? (labels) => !(name in labels) : (labels) => name in labels;
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
