import type { KubeObject } from "../../../core/rollout/objects.ts";
import type { Store } from "../../store/store.ts";
import type { Target } from "../http/target.ts";
import { isMembers, type Members } from "../json.ts";
import { badRequest, expired, StatusError } from "../status.ts";
import { checkListOptions } from "./listOptions.ts";
import { selectionOf } from "./selection.ts";
import type { Snapshots } from "./snapshots.ts";

export interface Page {
  readonly items: readonly KubeObject[];
  /** ListMeta. */
  readonly metadata: Members;
}

interface ContinueToken {
  /** The revision the list was read at; -1 reads on without a snapshot. */
  readonly rv: number;
  /** `namespace/name` of the last object served. */
  readonly after: string;
}

const TOO_OLD =
  "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.";

/** One page of a list. All pages of a list show it as it was at the first; a 410 where that is no longer known. */
export function listPage(store: Store, snapshots: Snapshots, target: Target, query: URLSearchParams): Page {
  const token = query.get("continue") ?? "";
  checkListOptions(query, store.revision);
  refuseFuture(store, query);
  const start = token === "" ? { rv: store.revision, after: "" } : readToken(token);
  const { kind, namespace } = target;
  const key = `${start.rv} ${kind.resource} ${namespace ?? "*"}`;
  const all = token === "" || start.rv < 0 ? store.list(kind.resource, namespace) : snapshots.find(key);
  if (!all) throw expired(TOO_OLD, writeToken({ rv: -1, after: start.after }));
  const asked = Number(query.get("limit") ?? 0);
  const limit = asked > 0 ? asked : Number.POSITIVE_INFINITY;
  const selection = selectionOf(kind, query);
  const rest = all.slice(indexAfter(all, start.after));
  const { items, consumed } = take(rest, selection.matches, limit);
  const revision = start.rv < 0 ? store.revision : start.rv;
  const last = rest[consumed - 1];
  if (consumed >= rest.length || !last) return { items, metadata: { resourceVersion: String(revision) } };
  snapshots.keep(`${revision} ${kind.resource} ${namespace ?? "*"}`, all);
  const more = writeToken({ rv: revision, after: keyOf(last) });
  const remaining = selection.isEverything ? { remainingItemCount: rest.length - consumed } : {};
  return { items, metadata: { resourceVersion: String(revision), continue: more, ...remaining } };
}

/** Takes up to `limit` matches; stops only where another match is known to follow. */
function take(
  rest: readonly KubeObject[],
  matches: (object: unknown) => boolean,
  limit: number,
): { items: KubeObject[]; consumed: number } {
  const items: KubeObject[] = [];
  let consumed = 0;
  for (const [index, object] of rest.entries()) {
    if (!matches(object)) continue;
    if (items.length === limit) return { items, consumed };
    items.push(object);
    consumed = index + 1;
  }
  return { items, consumed: rest.length };
}

function refuseFuture(store: Store, query: URLSearchParams): void {
  const wanted = Number(query.get("resourceVersion") ?? 0);
  if (wanted <= store.revision) return;
  const message = `Timeout: Too large resource version: ${wanted}, current: ${store.revision}`;
  throw new StatusError(504, "Timeout", message, {
    causes: [{ reason: "ResourceVersionTooLarge", message: "Too large resource version" }],
    retryAfterSeconds: 1,
  });
}

function keyOf({ metadata }: KubeObject): string {
  return `${metadata.namespace ?? ""}/${metadata.name}`;
}

function indexAfter(items: readonly KubeObject[], after: string): number {
  if (after === "") return 0;
  const exact = items.findIndex((item) => keyOf(item) === after);
  if (exact >= 0) return exact + 1;
  const next = items.findIndex((item) => keyOf(item) > after);
  return next < 0 ? items.length : next;
}

function writeToken(token: ContinueToken): string {
  return Buffer.from(JSON.stringify(token)).toString("base64url");
}

function readToken(text: string): ContinueToken {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    if (isMembers(value) && typeof value["rv"] === "number" && typeof value["after"] === "string") {
      return { rv: value["rv"], after: value["after"] };
    }
  } catch {
    // Falls through: a token that cannot be read is a token that was not ours.
  }
  throw badRequest("invalid continue token: continue key is not valid");
}
