import type { EnvironmentConfig } from "../config/config.ts";
import { RELEASE_CHECKS } from "../gates/descriptions/release.ts";
import type { ApprovalNode, Graph, GraphNode } from "../graph/graph.ts";
import type { Release } from "../run/release.ts";
import { ownPolicy } from "./ownPolicy.ts";

/** What of a document's graph no run may do, and where. */
export interface Refusal {
  /** Id of the node. */
  readonly node: string;
  readonly message: string;
}

/**
 * What keeps a sound graph of a document from being walked, in the order of its nodes. A document is data from outside
 * and reaches no cluster: changes come from `tidegate.yaml` and a version alone, and so does what is asked of a cluster
 * about them.
 */
export function refusalsOf({ nodes }: Graph): readonly Refusal[] {
  return nodes.flatMap((node) => {
    const message = refusalOf(node);
    return message === undefined ? [] : [{ node: node.id, message }];
  });
}

function refusalOf(node: GraphNode): string | undefined {
  const name = `"${node.label}"`;
  // Visits are counted by id in plain objects, which have members of these names before anything is counted.
  if (node.id in {}) return `"${node.id}" cannot be counted as the id of a node. Give ${name} another id.`;
  switch (node.kind) {
    case "action":
      return `${name} changes a workload, which a document may not. Deploy a version by tidegate.yaml for that.`;
    case "hold":
      return `${name} watches workloads, which belongs to a change, and a document makes none. Make it a check.`;
    case "check": {
      if (node.checks.length === 0) return `${name} checks nothing, so it would pass by itself. Name a check.`;
      const asked = node.checks.find((check) => Object.hasOwn(RELEASE_CHECKS, check.id));
      if (asked === undefined) return undefined;
      return `${name} asks the cluster about a release ("${asked.id}"), and a document releases nothing. Leave that check out.`;
    }
    case "start":
    case "decision":
    case "approval":
    case "end":
      return undefined;
  }
}

/** A document's graph as an environment walks it: named after it, its approvals never weaker than the environment's. */
export function ownGraph(graph: Graph, release: Release, environment: EnvironmentConfig): Graph {
  const where = `${release.application} → ${release.environment}`;
  return {
    ...graph,
    id: `${graph.id}-${release.application}-${release.environment}`,
    title: `${where} ${graph.title}`,
    nodes: graph.nodes.map((node) => (node.kind === "approval" ? guarded(node, environment) : node)),
  };
}

/** How much is at risk is judged from the run; what a document says of that is left out. */
function guarded({ risk: _said, ...node }: ApprovalNode, environment: EnvironmentConfig): ApprovalNode {
  return { ...node, policy: ownPolicy(environment, node.policy) };
}
