import type { Graph } from "../../core/graph/graph.ts";
import { beginning } from "./beginning.ts";
import { cloud } from "./cloud.ts";
import { completion } from "./completion.ts";
import { comprehensive } from "./comprehensive.ts";
import { containers } from "./containers.ts";
import { deploymentType, type TypeProposal } from "./deploymentType.ts";
import { errors, ESCALATION } from "./errors.ts";
import { monitoring } from "./monitoring.ts";
import { pipeline } from "./pipeline.ts";
import { production } from "./production.ts";
import { security } from "./security.ts";
import type { Part } from "./stage.ts";
import { validation, VALIDATION_GROUP } from "./validation.ts";

/**
 * The default way to a deployment, complete: the ids, branches, endings and failures of the flowchart in
 * `decision-path.md`, with the lists in our own words. It releases nothing by itself; a plan puts a rollout into it.
 */
export function decisionPath(proposal?: TypeProposal): Graph {
  const parts: readonly Part[] = [
    beginning,
    deploymentType(proposal),
    cloud,
    containers,
    pipeline,
    monitoring,
    security,
    comprehensive,
    production,
    completion,
    validation,
    errors,
  ];
  return {
    id: "decision-path",
    title: "Decision path",
    start: "START",
    escalation: ESCALATION,
    nodes: parts.flatMap((part) => part.nodes),
    edges: parts.flatMap((part) => part.edges),
    groups: [VALIDATION_GROUP],
  };
}
