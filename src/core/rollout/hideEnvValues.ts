import { sha256Hex } from "../../base/hash.ts";
import { items } from "./read.ts";

const CONTAINER_LISTS: readonly string[] = ["containers", "initContainers", "ephemeralContainers"];
const SECRET_MEMBERS: readonly string[] = ["data", "stringData"];

/**
 * An object as people and logs may see it, at any depth: what a template or pod sets an environment variable to stands
 * as `[hidden <8 digits of its SHA-256>]`, so that a change of it is still seen as one; of a Secret only the keys are
 * left. For showing only: what an approval is bound to is computed on the object itself.
 */
export function hideEnvValues<T>(object: T): T {
  return hidden(object) as T;
}

function hidden(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hidden);
  if (typeof value !== "object" || value === null) return value;
  const secret = "kind" in value && value.kind === "Secret";
  return mapped(value, (name, member) => {
    if (secret && SECRET_MEMBERS.includes(name)) return keysOnly(member);
    if (CONTAINER_LISTS.includes(name) && Array.isArray(member)) return member.map(container);
    return hidden(member);
  });
}

function container(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return mapped(value, (name, member) => (name === "env" ? items(member).map(variable) : hidden(member)));
}

function variable(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return mapped(value, (name, member) => (name === "value" ? `[hidden ${fingerprint(member)}]` : member));
}

function fingerprint(value: unknown): string {
  return sha256Hex(typeof value === "string" ? value : (JSON.stringify(value) ?? "")).slice(0, 8);
}

function keysOnly(value: unknown): unknown {
  return typeof value === "object" && value !== null ? mapped(value, () => "[hidden]") : "[hidden]";
}

function mapped(object: object, change: (name: string, member: unknown) => unknown): object {
  return Object.fromEntries(Object.entries(object).map(([name, member]) => [name, change(name, member)]));
}
