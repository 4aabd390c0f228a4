import { bindingFor, bindingHash } from "../../approvals/binding.ts";
import { isEnough } from "../../approvals/enough.ts";
import { samePerson } from "../../approvals/person.ts";
import type { ApprovalDecision } from "../../approvals/approval.ts";
import type { ApprovalPolicy } from "../../graph/graph.ts";
import { nodeOf } from "../../graph/walk.ts";
import type { Person } from "../release.ts";
import type { RunState } from "../state.ts";
import { type EventOf, isHere } from "./here.ts";
import { visitOf } from "../visits.ts";

export function approvalRequested(state: RunState, event: EventOf<"approval-requested">, at: number): RunState {
  const node = nodeOf(state.graph, event.node);
  if (node?.kind !== "approval" || !isHere(state, event) || state.approval !== undefined) return state;
  const { binding, expiresAt } = event;
  const { required }: ApprovalPolicy = node.policy;
  return { ...state, approval: { node: node.id, binding, requestedAt: at, expiresAt, required, decisions: [] } };
}

export function approvalGiven(state: RunState, event: EventOf<"approval-given">): RunState {
  if (state.approval?.node !== event.node) return state;
  const decisions = [...state.approval.decisions, event.decision];
  return { ...state, approval: { ...state.approval, decisions } };
}

export function approvalChecked(state: RunState, event: EventOf<"approval-checked">): RunState {
  if (state.granted === undefined) return state;
  const { node, binding } = state.granted;
  const now = bindingFor(state, node, { manifestHash: event.manifestHash, nonce: binding.nonce });
  const { generation } = event;
  const visit = visitOf(state.visits, event.node) ?? 1;
  const lost = event.lost === undefined ? {} : { lost: event.lost };
  return { ...state, checked: { node: event.node, visit, generation, bindingHash: bindingHash(now), ...lost } };
}

/** The requester takes the request back; anybody else their own yes, also one that was given and not yet used. */
export function approvalWithdrawn(state: RunState, { node, by }: EventOf<"approval-withdrawn">): RunState {
  const { approval, granted } = state;
  if (approval?.node === node) {
    if (samePerson(by, state.requestedBy)) return { ...state, approval: { ...approval, withdrawnBy: by } };
    return { ...state, approval: { ...approval, decisions: without(approval.decisions, by) } };
  }
  if (granted?.node !== node) return state;
  const decisions = without(granted.decisions, by);
  const asked = state.asked.map((one) => (one.node === node ? { ...one, decisions } : one));
  if (isEnough(decisions, granted.required)) return { ...state, asked, granted: { ...granted, decisions } };
  return { ...state, asked, granted: undefined, checked: undefined };
}

function without(decisions: readonly ApprovalDecision[], by: Person): readonly ApprovalDecision[] {
  return decisions.filter((one) => !samePerson(one.by, by));
}
