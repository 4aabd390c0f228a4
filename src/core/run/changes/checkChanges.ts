import type { CheckNode } from "../../graph/graph.ts";
import { nodeOf } from "../../graph/walk.ts";
import type { Attempt, RunState } from "../state.ts";
import { type EventOf, isHere } from "./here.ts";

/** The newest finding of a check at a node is the one that counts. */
export function evidenceRecorded(state: RunState, event: EventOf<"evidence-recorded">): RunState {
  const { node, evidence } = event;
  const visit = state.visits[node] ?? 1;
  const older = state.evidence.filter((one) => one.node !== node || one.evidence.check !== evidence.check);
  return { ...state, evidence: [...older, { node, visit, evidence }] };
}

/** A person's word stands in the place of the measurement that could not be had. */
export function checkAttested(state: RunState, { node, evidence }: EventOf<"check-attested">): RunState {
  return isHere(state, { node }) ? evidenceRecorded(state, { type: "evidence-recorded", node, evidence }) : state;
}

/** What was measured in this visit is forgotten, so that it is measured again; what people said stays. */
export function recheckRequested(state: RunState, event: EventOf<"recheck-requested">): RunState {
  if (!isHere(state, event)) return state;
  const visit = state.visits[event.node] ?? 1;
  const evidence = state.evidence.filter(
    (one) => one.node !== event.node || one.visit !== visit || one.evidence.attested !== undefined,
  );
  return { ...state, evidence, rechecks: state.rechecks + 1 };
}

/** The attempts so far, once this node is left: one that mends adds what was said there. */
export function attemptsAfter(state: RunState, { node: id }: EventOf<"node-left">): readonly Attempt[] {
  const node = nodeOf(state.graph, id);
  if (node?.kind !== "check" || node.mends === undefined) return state.attempts;
  const attempt = attemptAt(state, node);
  return attempt === undefined ? state.attempts : [...state.attempts, attempt];
}

/** What the person at this node says they tried; undefined before anybody said so in this visit. */
export function attemptAt(state: RunState, { id, mends }: CheckNode): Attempt | undefined {
  const visit = state.visits[id] ?? 1;
  const said = state.evidence.find((one) => one.node === id && one.visit === visit && one.evidence.attested);
  if (said?.evidence.attested === undefined) return undefined;
  const { by, statement } = said.evidence.attested;
  const failures = state.evidence.filter((one) => one.node === mends && one.evidence.verdict === "fail");
  return { node: id, visit, by, statement, failures: failures.map((one) => one.evidence.check).toSorted() };
}
