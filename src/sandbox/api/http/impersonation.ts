import type { IncomingHttpHeaders } from "node:http";
import { StatusError } from "../status.ts";
import { ADMIN_GROUP, ADMIN_RULES, allows, type Grant } from "./users.ts";

/**
 * Whom a request acts as: its user, or whom it names in `Impersonate-User` and `Impersonate-Group` (`kubectl --as`).
 * Someone whom no token stands for may do nothing. Throws a 403 for a user who may not act as others.
 */
export function impersonate(grants: readonly Grant[], grant: Grant, headers: IncomingHttpHeaders): Grant {
  const user = one(headers["impersonate-user"]);
  const groups = named(headers["impersonate-group"]);
  if (user === undefined && groups.length === 0) return grant;
  if (user === undefined) throw new StatusError(400, "BadRequest", "requested groups without a user to impersonate");
  mayImpersonate(grant, "users", user);
  for (const group of groups) mayImpersonate(grant, "groups", group);
  const rules = groups.includes(ADMIN_GROUP) ? ADMIN_RULES : grants.find((known) => known.user === user)?.rules;
  return { token: grant.token, user, groups, rules: rules ?? [] };
}

function mayImpersonate(grant: Grant, resource: string, name: string): void {
  if (allows(grant, { verb: "impersonate", group: "", resource })) return;
  const message = `${resource} "${name}" is forbidden: User "${grant.user}" cannot impersonate resource "${resource}" in API group "" at the cluster scope`;
  throw new StatusError(403, "Forbidden", message, { kind: resource, name });
}

function named(header: string | string[] | undefined): readonly string[] {
  const text = Array.isArray(header) ? header.join(",") : (header ?? "");
  return text
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

function one(header: string | string[] | undefined): string | undefined {
  return (Array.isArray(header) ? header[0] : header) || undefined;
}
