import { bindingHash } from "../approvals/binding.ts";
import { countedIn } from "../approvals/counted.ts";
import { isEnough } from "../approvals/enough.ts";
import type { ActionNode, ApprovalNode } from "../graph/graph.ts";
import { nodeOf } from "../graph/walk.ts";
import { versionLabel } from "../rollout/image.ts";
import type { Effect } from "./effect.ts";
import { currentIntent, currentVisit, hasChangedWorkload } from "./facts.ts";
import { leave } from "./leave.ts";
import type { PendingApproval, RunState } from "./state.ts";
import { heldByWindow } from "./windowHeld.ts";
import { list } from "./words.ts";

/** Approval checked, then the intent, then the write, then done. A step that was taken is never taken again. */
export function atAction(state: RunState, node: ActionNode, now: number): Effect {
  if (state.failure !== undefined) return leave(node, "failed", state.failure.message);
  const intent = currentIntent(state);
  const visit = currentVisit(state);
  if (intent?.status === "done") return leave(node, "done", doneMessage(node));
  if (intent !== undefined) return { type: "perform-action", node: node.id, visit, action: node.action, intent };
  if (node.back === true && !hasChangedWorkload(state, node.action.workload)) {
    return leave(node, "done", `${node.action.workload.name} was not changed, so nothing is restored.`);
  }
  const held = node.windows === undefined ? undefined : heldByWindow(state, node.windows, now);
  if (held !== undefined) return leave(node, "closed", held);
  const prepare: Effect = { type: "prepare-action", node: node.id, visit, action: node.action };
  return node.approval === undefined ? prepare : (unapproved(state, node, node.approval, now) ?? prepare);
}

/** What stands between an action and the approval it uses: nothing, a fresh look, or the loss of the approval. */
function unapproved(state: RunState, node: ActionNode, approval: string, now: number): Effect | undefined {
  const { granted, checked, generation } = state;
  const visit = currentVisit(state);
  const asked = nodeOf(state.graph, approval);
  if (granted?.node !== approval || asked?.kind !== "approval" || !isGranted(state, asked, granted)) {
    return leave(node, "voided", "No approval is at hand for this. It is asked for again.");
  }
  if (now >= granted.grantedAt + validity(state, approval)) {
    return leave(node, "voided", "The approval was not used in time. It is asked for again.");
  }
  const fresh = checked?.node === node.id && checked.visit === visit && checked.generation === generation;
  if (!fresh) return { type: "recheck-approval", node: node.id, visit, generation, binding: granted.binding };
  if (checked.lost !== undefined) return leave(node, "voided", checked.lost);
  if (checked.bindingHash === bindingHash(granted.binding)) return undefined;
  return leave(node, "voided", "What was approved is no longer what would be done. It is asked for again.");
}

/** Whether those who may still stand behind it: an answer that was taken back or does not count opens nothing. */
function isGranted(state: RunState, { policy }: ApprovalNode, granted: PendingApproval): boolean {
  return isEnough(countedIn(policy, state, granted), policy.required);
}

/** An approval lives as long once given as it could wait to be given. Milliseconds. */
function validity(state: RunState, approval: string): number {
  const node = nodeOf(state.graph, approval);
  return node?.kind === "approval" ? node.policy.expiresAfterSeconds * 1000 : 0;
}

function doneMessage(node: ActionNode): string {
  const { action } = node;
  const { name } = action.workload;
  switch (action.type) {
    case "set-image":
      return `${name} was set to ${list([...new Set(Object.values(action.images).map(versionLabel))])}.`;
    case "restore":
      return `${name} was set back to revision ${action.to.revision}.`;
    case "scale":
      return `${name} was set from ${action.from} to ${action.to} pods.`;
    case "restart":
      return `${name} was told to restart.`;
  }
}
