import { Fault } from "../../base/result.ts";

/** `apps/v1/deployments` as errors name it: `deployments.apps`; core resources carry no group: `pods`. */
function qualifiedName(resource: string): string {
  const parts = resource.split("/");
  return parts.length === 3 ? `${parts[2]}.${parts[0]}` : (parts.at(-1) ?? resource);
}

export function notFound(resource: string, name: string): Fault {
  return new Fault("NotFound", `${qualifiedName(resource)} "${name}" not found`, { facts: { resource, name } });
}

export function alreadyExists(resource: string, name: string): Fault {
  return new Fault("AlreadyExists", `${qualifiedName(resource)} "${name}" already exists`, {
    facts: { resource, name },
  });
}

const MODIFIED = "the object has been modified; please apply your changes to the latest version and try again";

export function conflict(resource: string, name: string, why = MODIFIED): Fault {
  return new Fault("Conflict", `Operation cannot be fulfilled on ${qualifiedName(resource)} "${name}": ${why}`, {
    facts: { resource, name },
  });
}
