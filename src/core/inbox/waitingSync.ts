import { parseTimestamp } from "../../base/clock.ts";
import type { Patch } from "../rollout/cluster.ts";
import { at, identityOf, items, text } from "../rollout/read.ts";
import type { InboxItem } from "./inboxItem.ts";
import type { InboxPlace } from "./pausedRollout.ts";

/** Letters of a commit that are shown. */
const SHORT = 8;

/**
 * An Argo CD Application that is behind what git says and that nobody but a person brings up to date; undefined where it
 * is in step, is synced by itself, or is being synced now.
 */
export function waitingSync(application: unknown, place: InboxPlace): InboxItem | undefined {
  const { name, uid } = identityOf(application);
  const status = at(application, "status");
  if (text(at(status, "sync", "status")) !== "OutOfSync") return undefined;
  if (isAutomated(application) || isUnderWay(application)) return undefined;
  const revision = revisionOf(application);
  const behind = items(at(status, "resources")).filter((one) => text(at(one, "status")) === "OutOfSync").length;
  const since = parseTimestamp(text(at(status, "reconciledAt")));
  return {
    id: `argo-cd ${place.context} ${uid} ${revision ?? ""}`,
    store: "argo-cd",
    heading: `${place.application} → ${place.environment} ${name}`,
    message: `${name} is not what git says${behindWords(behind)}${atWords(revision)}. Somebody must sync it.`,
    production: place.production,
    environment: place.environment,
    ...(since === undefined ? {} : { since }),
    answers: ["sync"],
  };
}

/**
 * Starts the sync of exactly the revision that was shown. Nothing is pruned: what git no longer has is deleted by a
 * person who looks at it in Argo CD.
 */
export function syncing(application: unknown, by: string): Patch {
  const revision = revisionOf(application);
  const sources = items(at(application, "spec", "sources")).length > 0;
  const revisions = items(at(application, "status", "sync", "revisions"));
  const one = revision === undefined ? {} : { revision };
  const what = sources ? { revisions } : one;
  const operation = { initiatedBy: { username: by }, info: [{ name: "Reason", value: "Tidegate" }], sync: what };
  return { type: "merge", body: { operation } };
}

/** Automated syncing may stand there and be switched off. */
function isAutomated(application: unknown): boolean {
  const automated = at(application, "spec", "syncPolicy", "automated");
  return automated !== undefined && automated !== null && at(automated, "enabled") !== false;
}

function isUnderWay(application: unknown): boolean {
  const phase = text(at(application, "status", "operationState", "phase"));
  return at(application, "operation") !== undefined || phase === "Running" || phase === "Terminating";
}

function revisionOf(application: unknown): string | undefined {
  const sync = at(application, "status", "sync");
  return text(at(sync, "revision")) ?? text(items(at(sync, "revisions"))[0]);
}

function behindWords(behind: number): string {
  if (behind === 0) return "";
  return behind === 1 ? ": 1 object differs" : `: ${behind} objects differ`;
}

function atWords(revision: string | undefined): string {
  return revision === undefined ? "" : `, at ${revision.slice(0, SHORT)}`;
}
