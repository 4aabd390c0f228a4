import type { ListScope } from "../../core/rollout/cluster.ts";
import type { Kind, ObjectRef } from "../../core/rollout/kinds.ts";
import type { KubeObject } from "../../core/rollout/objects.ts";
import { Fault } from "../../base/result.ts";
import { collectionPath, groupPath, nameCollection, nameObject, objectPath, scopeQuery, withQuery } from "./address.ts";
import type { Rest } from "./rest.ts";
import { withoutManagedFields } from "./slim.ts";

/** A list as of one resource version. */
export interface Listed<T> {
  readonly items: T[];
  readonly resourceVersion: string;
}

interface Page<T> {
  readonly metadata: { readonly resourceVersion?: string; readonly continue?: string };
  readonly items?: T[] | null;
}

/** Objects to a page: what kubectl asks for, too. */
const PAGE = 500;
/** How often a list is begun again because its continue token ran out. */
const RESTARTS = 3;

/** Reads a list page by page. `keep` sees each object once and decides what of it stays in memory. */
export async function readList<T extends KubeObject>(
  rest: Rest,
  kind: Kind,
  scope: ListScope,
  options: { readonly signal?: AbortSignal | undefined; readonly keep?: (object: T) => T } = {},
): Promise<Listed<T>> {
  const keep = options.keep ?? withoutManagedFields;
  for (let restarts = 0; ; restarts++) {
    try {
      return await readPages(rest, kind, scope, keep, options.signal);
    } catch (error) {
      if (!(error instanceof Fault) || error.reason !== "Gone" || restarts >= RESTARTS) throw error;
    }
  }
}

async function readPages<T extends KubeObject>(
  rest: Rest,
  kind: Kind,
  scope: ListScope,
  keep: (object: T) => T,
  signal: AbortSignal | undefined,
): Promise<Listed<T>> {
  const items: T[] = [];
  let token: string | undefined;
  let resourceVersion: string;
  do {
    const page: Page<T> = await rest.json({
      method: "GET",
      path: withQuery(collectionPath(kind, scope.namespace), { ...scopeQuery(scope), limit: PAGE, continue: token }),
      doing: `list ${nameCollection(kind, scope.namespace)}`,
      signal,
    });
    for (const item of page.items ?? []) items.push(keep(identified(kind, item)));
    token = page.metadata.continue === "" ? undefined : page.metadata.continue;
    resourceVersion = page.metadata.resourceVersion ?? "";
  } while (token !== undefined);
  return { items, resourceVersion };
}

/** Objects in a list come without their type; what is handed on always says what it is. */
function identified<T extends KubeObject>(kind: Kind, item: T): T {
  item.apiVersion ??= kind.apiVersion;
  item.kind ??= kind.kind;
  return item;
}

export async function readObject<T extends KubeObject>(
  rest: Rest,
  ref: ObjectRef,
  signal?: AbortSignal,
): Promise<T | undefined> {
  try {
    const call = { method: "GET", path: objectPath(ref), doing: `read ${nameObject(ref)}`, signal } as const;
    return withoutManagedFields(await rest.json<T>(call));
  } catch (error) {
    if (error instanceof Fault && error.reason === "NotFound") return undefined;
    throw error;
  }
}

/** Whether the server's discovery names the kind; true where the discovery may not be read. */
export async function readServes(rest: Rest, kind: Kind, signal?: AbortSignal): Promise<boolean> {
  const call = { method: "GET", path: groupPath(kind), doing: `look up ${kind.plural}`, signal } as const;
  try {
    const { resources } = await rest.json<{ resources?: readonly { readonly name: string }[] | null }>(call);
    return resources?.some(({ name }) => name === kind.plural) === true;
  } catch (error) {
    if (error instanceof Fault && error.reason === "NotFound") return false;
    if (error instanceof Fault && error.reason === "Forbidden") return true;
    throw error;
  }
}

export async function readVersion(rest: Rest, signal?: AbortSignal): Promise<string> {
  const call = { method: "GET", path: "/version", doing: "read the server's version", signal } as const;
  return (await rest.json<{ gitVersion: string }>(call)).gitVersion;
}
