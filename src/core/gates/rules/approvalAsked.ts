import type { Graph } from "../../graph/graph.ts";
import { type Finding, failed, passed } from "../finding.ts";

/** Whether a plan waits for people's yes. */
export function judgeApprovalAsked({ nodes }: Pick<Graph, "nodes">): Finding {
  const required = nodes.flatMap((node) => (node.kind === "approval" ? [node.policy.required] : []));
  const most = Math.max(0, ...required);
  const measure = { value: most, bound: 1, good: "at-least", unit: "people" } as const;
  if (most === 0) {
    const message = "Nobody is asked before it changes. Set approval: {required: 1} in tidegate.yaml.";
    return { ...failed("NotAsked", message), measure };
  }
  const who = most === 1 ? "1 person is" : `${most} people are`;
  return { ...passed("Asked", `${who} asked before anything changes.`), measure };
}
