import type { CheckVerdict, Evidence } from "../evidence/evidence.ts";
import type { CheckNode, CheckSpec } from "../graph/graph.ts";
import type { RunState } from "./state.ts";
import { visitOf } from "./visits.ts";

/** What was found in the node's last visit. */
export function evidenceHere(state: RunState, node: CheckNode): readonly Evidence[] {
  const visit = visitOf(state.visits, node.id) ?? 1;
  return state.evidence.filter((one) => one.node === node.id && one.visit === visit).map((one) => one.evidence);
}

/** What was found of one check in the node's last visit; undefined before it was measured. */
export function foundHere(state: RunState, node: CheckNode, check: string): Evidence | undefined {
  return evidenceHere(state, node).find((one) => one.check === check);
}

/** A person's word whose time is over counts as nothing found. `now` is in milliseconds since the epoch. */
export function unexpired(found: readonly Evidence[], now: number): readonly Evidence[] {
  return found.filter((one) => one.attested === undefined || one.attested.expiresAt > now);
}

/**
 * The word of a person that counts instead of what was measured now, as it was given. It never outweighs a measured
 * failure; that it passes adds nothing to a measured pass, except where it says what was tried. From an earlier visit
 * only a `pass` is carried over, and only while the node has not failed since: what was mended may have broken what
 * was seen before, so that all of it is looked at again. To a node that mends nothing is carried over, since each
 * attempt speaks for itself.
 */
export function standingWord(
  state: RunState,
  node: CheckNode,
  check: string,
  measured: CheckVerdict,
  now: number,
): Evidence | undefined {
  const word = state.words.find((one) => one.node === node.id && one.evidence.check === check);
  const [said] = word === undefined ? [] : unexpired([word.evidence], now);
  if (word === undefined || said === undefined || measured === "fail") return undefined;
  const own = word.visit === (visitOf(state.visits, node.id) ?? 1);
  const carried = said.verdict === "pass" && node.mends === undefined && !failedSince(state, node, word.visit);
  if (!own && !carried) return undefined;
  const adds = said.verdict === "fail" || node.mends !== undefined;
  return measured === "inconclusive" || adds ? said : undefined;
}

function failedSince({ path }: RunState, { id }: CheckNode, visit: number): boolean {
  return path.some((step) => step.node === id && step.visit >= visit && step.outcome === "fail");
}

/** One line of a check node's list, as it stands now. */
export interface Standing {
  readonly spec: CheckSpec;
  /** What counts now; undefined before it was measured, and after a word's time is over. */
  readonly evidence: Evidence | undefined;
  readonly verdict: CheckVerdict;
  /** Whether it was measured in this visit. */
  readonly measured: boolean;
  /** Whether a person's word would settle it. */
  readonly open: boolean;
}

/** A check node's list, in its order. `now` is in milliseconds since the epoch. */
export function standings(state: RunState, node: CheckNode, now: number): readonly Standing[] {
  const found = evidenceHere(state, node);
  const counting = unexpired(found, now);
  return node.checks.map((spec) => {
    const evidence = counting.find((one) => one.check === spec.id);
    const verdict = evidence?.verdict ?? "inconclusive";
    const open = node.waits === true && spec.attestedFor !== undefined && takesWord(node, evidence);
    return { spec, evidence, verdict, measured: found.some((one) => one.check === spec.id), open };
  });
}

/** Whether a word that it passes would settle a check of which this counts now. */
function takesWord(node: CheckNode, evidence: Evidence | undefined): boolean {
  if (evidence === undefined || evidence.verdict === "inconclusive") return true;
  if (evidence.attested !== undefined) return evidence.verdict === "fail";
  return evidence.verdict === "pass" && node.mends !== undefined;
}
