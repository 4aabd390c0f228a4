import type { Evidence } from "../../evidence/evidence.ts";
import { nodeOf } from "../../graph/walk.ts";
import { attemptAt } from "../attempts.ts";
import { foundHere } from "../findings.ts";
import type { Attempt, RecordedEvidence, RunState } from "../state.ts";
import { INTERVENED } from "../../graph/outcomes.ts";
import { type EventOf, isHere } from "./here.ts";
import { visitOf } from "../visits.ts";

/** The newest finding of a check at a node is the one that counts. A measured failure ends what anybody said of it. */
export function evidenceRecorded(state: RunState, { node, evidence }: EventOf<"evidence-recorded">): RunState {
  const contradicted = evidence.attested === undefined && evidence.verdict === "fail";
  const words = contradicted ? without(state.words, node, evidence.check) : state.words;
  return { ...state, words, evidence: replaced(state, state.evidence, node, evidence) };
}

/**
 * A person's word stands in the place of a measurement that found nothing. Where that has not come yet, the word waits
 * for it; where it failed, the word changes nothing.
 */
export function checkAttested(state: RunState, { node, evidence }: EventOf<"check-attested">): RunState {
  const at = nodeOf(state.graph, node);
  if (at?.kind !== "check" || !isHere(state, { node })) return state;
  const measured = foundHere(state, at, evidence.check);
  if (measured?.attested === undefined && measured?.verdict === "fail") return state;
  const words = replaced(state, state.words, node, evidence);
  if (measured === undefined) return { ...state, words };
  return { ...state, words, evidence: replaced(state, state.evidence, node, inItsPlace(evidence, measured)) };
}

/** A word in the place of a measurement: when to measure again stays what it was. */
export function inItsPlace(word: Evidence, { recheckAt }: Evidence): Evidence {
  return recheckAt === undefined ? word : { ...word, recheckAt };
}

/** What was found in this visit is forgotten, so that it is measured again; what people said stands beside it. */
export function recheckRequested(state: RunState, event: EventOf<"recheck-requested">): RunState {
  if (!isHere(state, event)) return state;
  const visit = visitOf(state.visits, event.node) ?? 1;
  const evidence = state.evidence.filter((one) => one.node !== event.node || one.visit !== visit);
  return { ...state, evidence, rechecks: state.rechecks + 1 };
}

/** The attempts so far, once this node is left: one that mends adds what was said there. */
export function attemptsAfter(state: RunState, { node: id, outcome }: EventOf<"node-left">): readonly Attempt[] {
  const node = nodeOf(state.graph, id);
  const calledOff = outcome === INTERVENED.abort || outcome === INTERVENED.rollback;
  if (node?.kind !== "check" || node.mends === undefined || calledOff) return state.attempts;
  const attempt = attemptAt(state, node);
  return attempt === undefined ? state.attempts : [...state.attempts, attempt];
}

function replaced(
  state: RunState,
  list: readonly RecordedEvidence[],
  node: string,
  evidence: Evidence,
): readonly RecordedEvidence[] {
  return [...without(list, node, evidence.check), { node, visit: visitOf(state.visits, node) ?? 1, evidence }];
}

function without(list: readonly RecordedEvidence[], node: string, check: string): readonly RecordedEvidence[] {
  return list.filter((one) => one.node !== node || one.evidence.check !== check);
}
