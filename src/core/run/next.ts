import type { GraphNode, RunOutcome } from "../graph/graph.ts";
import { INTERVENED } from "../graph/outcomes.ts";
import { edgeFor, nodeOf } from "../graph/walk.ts";
import { atAction } from "./atAction.ts";
import { atApproval } from "./atApproval.ts";
import { atCheck } from "./atCheck.ts";
import { atDecision } from "./atDecision.ts";
import { atEnd } from "./atEnd.ts";
import { atHold } from "./atHold.ts";
import { isUnrecorded } from "./blocks.ts";
import type { Effect } from "./effect.ts";
import { currentIntent, currentVisit, hasChanged, isHeld, visitsLeft } from "./facts.ts";
import { appended, leave } from "./leave.ts";
import type { RunState } from "./state.ts";
import { visitOf } from "./visits.ts";

/**
 * What the run needs next. Pure and total; nothing once the run has ended. `now` is in milliseconds since the epoch.
 * Ask again after every event, and when the time a `wait` or a watch names has come.
 */
export function next(state: RunState, now: number): readonly Effect[] {
  if (state.ended !== undefined) return [];
  if (state.node === undefined) return [enter(state, nodeOf(state.graph, state.graph.start), state.graph.start)];
  const node = nodeOf(state.graph, state.node);
  if (node === undefined) return [end("failed", `The graph has no node "${state.node}". ${LOOK}`)];
  if (state.left !== undefined && isUnrecorded(state, node)) {
    return [{ type: "record-blocked", node: node.id, visit: currentVisit(state) }];
  }
  if (state.left !== undefined) return [onward(state, node, state.left)];
  return [intervention(state, node) ?? at(state, node, now)];
}

const LOOK = "Look at the workloads: nothing more is done by itself.";

function at(state: RunState, node: GraphNode, now: number): Effect {
  switch (node.kind) {
    case "start":
      return leave(node, "started", `${state.requestedBy.name} asked for it.`);
    case "check":
      return atCheck(state, node, now);
    case "decision":
      return atDecision(state, node);
    case "approval":
      return atApproval(state, node, now);
    case "action":
      return atAction(state, node, now);
    case "hold":
      return atHold(state, node, now);
    case "end":
      return atEnd(state, node);
  }
}

/** A person's wish is followed as soon as no write is under way. The way back and the end are not left early. */
function intervention(state: RunState, node: GraphNode): Effect | undefined {
  const wish = state.intervention;
  if (wish === undefined || node.back === true || node.kind === "end") return undefined;
  if (currentIntent(state)?.status === "intended") return undefined;
  const asked = wish.kind === "abort" ? "stop the run" : "roll back";
  return leave(node, INTERVENED[wish.kind], `${wish.by.name} asked to ${asked}.`);
}

function onward(state: RunState, from: GraphNode, left: string): Effect {
  const { graph } = state;
  if (left === INTERVENED.rollback) return wayBack(state, graph.rollback, left);
  if (left === INTERVENED.abort) return stopped(state);
  const to = edgeFor(graph, from.id, left)?.to;
  const target = nodeOf(graph, to);
  if (target === undefined) return lost(state, from, left);
  if (!hasChanged(state) && (target.back === true || target.id === graph.trouble)) {
    return end("failed", `${lastMessage(state)} Nothing was changed.`);
  }
  if (isHeld(state, target)) {
    if (state.intervention?.kind === "abort") return stopped(state);
    if (state.intervention?.kind === "rollback") return wayBack(state, graph.rollback, INTERVENED.rollback);
    if (state.paused) return { type: "wait", node: from.id, reason: "paused", until: undefined };
  }
  if (visitsLeft(state, target) > 0) return enter(state, target, target.id);
  return exhausted(state, target);
}

function stopped(state: RunState): Effect {
  if (!hasChanged(state)) return end("aborted", `${lastMessage(state)} Nothing was changed.`);
  return wayBack(state, state.graph.trouble, INTERVENED.abort);
}

/** To the question or to the first restore; where the graph has neither, the run can only stop. */
function wayBack(state: RunState, to: string | undefined, asked: string): Effect {
  const target = nodeOf(state.graph, to);
  if (target !== undefined && visitsLeft(state, target) > 0) return enter(state, target, target.id);
  const outcome: RunOutcome = asked === INTERVENED.abort ? "aborted" : "failed";
  return end(outcome, `${lastMessage(state)} This run has no way back left. ${LOOK}`);
}

/**
 * Used up attempts call for help. Where a rollout was tried too often and something was changed, what to do with that
 * is asked first: an end would leave it unwatched.
 */
function exhausted(state: RunState, target: GraphNode): Effect {
  const message = `"${target.label}" was tried ${visitOf(state.visits, target.id) ?? 0} times.`;
  const worked = target.kind === "check" && target.waits === true;
  const escalation = worked || !hasChanged(state) ? nodeOf(state.graph, state.graph.escalation) : undefined;
  if (escalation !== undefined && visitsLeft(state, escalation) > 0) return enter(state, escalation, escalation.id);
  const trouble = nodeOf(state.graph, state.graph.trouble);
  if (!hasChanged(state)) return end("blocked", `${lastMessage(state)} ${message} Nothing was changed.`);
  if (trouble !== undefined && target.back !== true && visitsLeft(state, trouble) > 0) {
    return enter(state, trouble, trouble.id);
  }
  return end("failed", `${lastMessage(state)} ${message} ${LOOK}`);
}

function lost(state: RunState, from: GraphNode, outcome: string): Effect {
  const message = `No edge leaves "${from.label}" for "${outcome}".`;
  return end(
    hasChanged(state) ? "failed" : "blocked",
    `${message} ${hasChanged(state) ? LOOK : "Nothing was changed."}`,
  );
}

function lastMessage(state: RunState): string {
  return state.path.at(-1)?.message ?? "The run has not begun.";
}

function enter(state: RunState, node: GraphNode | undefined, id: string): Effect {
  if (node === undefined) return end("blocked", `The graph has no node "${id}". Nothing was changed.`);
  return appended({ type: "node-entered", node: id, visit: (visitOf(state.visits, id) ?? 0) + 1 });
}

function end(outcome: RunOutcome, message: string): Effect {
  return appended({ type: "run-ended", outcome, message });
}
