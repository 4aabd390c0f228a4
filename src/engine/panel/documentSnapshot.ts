import { digest } from "../../base/hash.ts";
import type { Graph, GraphNode } from "../../core/graph/graph.ts";
import type { NodeView, PanelSnapshot } from "../../protocol/panel.ts";
import { unaskedApproval } from "./approvalView.ts";
import { openCheck } from "./checkViews.ts";
import { nodeFacts } from "./nodeFacts.ts";
import { pictureOf } from "./pictureOf.ts";
import { unaskedQuestion } from "./questionView.ts";

/** A graph as a document holds it: shown whole, walked by nobody. `problems` are what keeps it from being walked. */
export function documentSnapshot(graph: Graph, problems: PanelSnapshot["problems"]): PanelSnapshot {
  const picture = pictureOf(graph);
  return {
    title: graph.title,
    graph: picture,
    graphId: digest(picture),
    nodes: graph.nodes.map(nodeView),
    problems,
  };
}

function nodeView(node: GraphNode): NodeView {
  return {
    ...nodeFacts(node),
    state: "ahead",
    visits: [],
    checks: node.kind === "check" ? node.checks.map(openCheck) : [],
    ...(node.kind === "approval" ? { approval: unaskedApproval(node) } : {}),
    ...(node.kind === "decision" ? { question: unaskedQuestion(node) } : {}),
    rollouts: [],
  };
}
