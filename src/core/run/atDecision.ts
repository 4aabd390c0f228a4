import type { DecisionNode } from "../graph/graph.ts";
import { edgeFor, nodeOf } from "../graph/walk.ts";
import type { Effect } from "./effect.ts";
import { causeOf, visitsLeft } from "./facts.ts";
import { appended, leave } from "./leave.ts";
import type { RunState } from "./state.ts";

/** Asks once, then waits for a person to choose; where it follows a check node, that node's outcome is the answer. */
export function atDecision(state: RunState, node: DecisionNode): Effect {
  if (node.follows !== undefined) {
    const step = state.path.findLast((one) => one.node === node.follows);
    return leave(node, step?.outcome ?? "inconclusive", step?.message ?? `"${node.follows}" was not passed yet.`);
  }
  if (state.chosen !== undefined) return chosen(state, node, state.chosen);
  if (state.question !== undefined) return { type: "wait", node: node.id, reason: "decision", until: undefined };
  const question = [causeOf(state)?.message, node.question].filter((part) => part !== undefined).join(" ");
  return appended({ type: "decision-asked", node: node.id, question });
}

function chosen(state: RunState, node: DecisionNode, choice: NonNullable<RunState["chosen"]>): Effect {
  const label = node.options.find((option) => option.id === choice.option)?.label ?? choice.option;
  return leave(node, choice.option, `${choice.by.name} chose "${label}".`);
}

/** The options that still lead somewhere: one whose node was entered as often as it may be is not offered. */
export function openOptions(state: RunState, node: DecisionNode): DecisionNode["options"] {
  return node.options.filter((option) => {
    const target = nodeOf(state.graph, edgeFor(state.graph, node.id, option.id)?.to);
    return target !== undefined && visitsLeft(state, target) > 0;
  });
}
