import type { EventOf } from "./changes/here.ts";
import type { RunEvent } from "./event.ts";
import type { RunState } from "./state.ts";
import { visitOf } from "./visits.ts";

/**
 * The id of an event, derived from run, node, visit and kind, so that a restarted runner cannot write one fact twice:
 * a journal takes no id a second time. `state` is the run before the event; undefined for `run-requested`.
 */
export function eventId(state: RunState | undefined, event: RunEvent): string {
  const run = event.type === "run-requested" ? event.run : (state?.run ?? "");
  return [run, ...parts(state, event).map(plain)].join("/");
}

/** Ids of nodes and checks come from documents: a slash in one must not make two facts look like one. */
function plain(part: string | number): string | number {
  return typeof part === "string" ? part.replaceAll(/[%/]/gu, encodeURIComponent) : part;
}

function parts(state: RunState | undefined, event: RunEvent): readonly (string | number)[] {
  switch (event.type) {
    case "run-requested":
    case "run-ended":
      return [event.type];
    case "runner-started":
      return [event.type, (state?.generation ?? 0) + 1];
    case "request-refused":
    case "intervention":
    case "approval-withdrawn":
    case "check-attested":
    case "recheck-requested":
      return ["request", event.request];
    case "approval-given":
      return ["request", event.decision.request];
    case "node-entered":
      return [event.type, event.node, event.visit];
    case "evidence-recorded":
      return [event.type, event.node, roundOf(state, event.node), event.evidence.check, ...againOf(state, event)];
    case "approval-checked":
      return [event.type, event.node, visitIn(state, event.node), event.generation];
    case "rollout-observed":
      return [event.type, event.node, visitIn(state, event.node), state?.observations ?? 0];
    case "pod-removal-intended":
      return [event.type, event.node, visitIn(state, event.node), event.uid];
    case "revision-verified":
      return [event.type, event.workload.kind, event.workload.name];
    case "block-recorded":
    case "approval-requested":
    case "hold-started":
    case "decision-asked":
    case "decision-made":
    case "action-intended":
    case "action-done":
    case "action-failed":
    case "node-left":
      return [event.type, event.node, visitIn(state, event.node)];
  }
}

/** A measurement is made once a visit, and once more each time somebody asks for it. */
function roundOf(state: RunState | undefined, node: string): string | number {
  const visit = visitIn(state, node);
  return state === undefined || state.rechecks === 0 ? visit : `${visit}.${state.rechecks}`;
}

/** What was to be measured again some time has a finding already; the new one is told apart by the date of that. */
function againOf(state: RunState | undefined, { node, evidence }: EventOf<"evidence-recorded">): readonly number[] {
  const visit = visitIn(state, node);
  const before = state?.evidence.find(
    (one) => one.node === node && one.visit === visit && one.evidence.check === evidence.check,
  );
  return before?.evidence.recheckAt === undefined ? [] : [before.evidence.collectedAt];
}

function visitIn(state: RunState | undefined, node: string): number {
  return state === undefined ? 0 : (visitOf(state.visits, node) ?? 0);
}
