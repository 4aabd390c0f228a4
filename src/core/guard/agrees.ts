import { canonicalJson } from "../../base/hash.ts";
import type { KubeObject } from "../rollout/objects.ts";

/** What the API server fills in where a file says nothing. Anything else that a file does not say is a change. */
const DEFAULTS: Readonly<Record<string, string>> = {
  matchPolicy: '"Equivalent"',
  namespaceSelector: "{}",
  objectSelector: "{}",
  scope: '"*"',
  conversion: '{"strategy":"None"}',
};

/**
 * Whether an object in the cluster says what its file says, no less and no more: a condition that somebody added to a
 * policy can switch it off. Labels may be added; annotations, status and what the server writes do not count.
 */
export function agrees(there: KubeObject, wanted: KubeObject): boolean {
  const { metadata: ours, ...said } = bare(wanted);
  const { metadata: theirs, ...says } = bare(there);
  const labelled = Object.entries(ours.labels ?? {}).every(([key, value]) => theirs.labels?.[key] === value);
  return labelled && same(says, said);
}

function bare({ apiVersion: _apiVersion, kind: _kind, status: _status, ...rest }: KubeObject) {
  return rest;
}

function same(there: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    if (!Array.isArray(there) || there.length !== wanted.length) return false;
    return wanted.every((one, index) => same(there[index], one));
  }
  if (!isMap(wanted)) return there === wanted;
  if (!isMap(there)) return false;
  const added = Object.keys(there).filter((key) => !Object.hasOwn(wanted, key));
  if (added.some((key) => DEFAULTS[key] !== canonicalJson(there[key]))) return false;
  return Object.entries(wanted).every(([key, value]) => same(there[key], value));
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
