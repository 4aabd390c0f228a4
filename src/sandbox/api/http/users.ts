import { createHash, timingSafeEqual } from "node:crypto";

/** What a user may do. `"*"` stands for all; without `namespaces` the rule holds in all of them. */
export interface Rule {
  readonly verbs: readonly string[];
  /** API groups; `""` is the core group. */
  readonly groups: readonly string[];
  /** Plurals, with their subresource where one is meant: `deployments`, `pods/log`. */
  readonly resources: readonly string[];
  readonly namespaces?: readonly string[];
}

/** A bearer token and who comes with it. */
export interface Grant {
  readonly token: string;
  readonly user: string;
  readonly groups?: readonly string[];
  readonly rules: readonly Rule[];
}

/** What a request wants to do. */
export interface Attributes {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly namespace?: string;
}

/** Everything, everywhere. */
export const ADMIN_RULES: readonly Rule[] = [{ verbs: ["*"], groups: ["*"], resources: ["*"] }];
export const ADMIN_GROUP = "system:masters";

/** Finds the grant of an `Authorization` header. Every token is compared, each in constant time. */
export function authenticate(grants: readonly Grant[], header: string | undefined): Grant | undefined {
  const [, token] = /^Bearer\s+(\S+)$/i.exec(header ?? "") ?? [];
  const given = hash(token ?? "");
  const found = grants.filter((grant) => timingSafeEqual(hash(grant.token), given));
  return token === undefined ? undefined : found[0];
}

function hash(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

export function allows(grant: Grant, wanted: Attributes): boolean {
  const { verb, group, resource, subresource, namespace } = wanted;
  const full = subresource ? `${resource}/${subresource}` : resource;
  return grant.rules.some(
    (rule) =>
      names(rule.verbs, verb) &&
      names(rule.groups, group) &&
      (names(rule.resources, full) || (subresource ? rule.resources.includes(`*/${subresource}`) : false)) &&
      (rule.namespaces === undefined || (namespace !== undefined && names(rule.namespaces, namespace))),
  );
}

function names(list: readonly string[], wanted: string): boolean {
  return list.includes("*") || list.includes(wanted);
}
