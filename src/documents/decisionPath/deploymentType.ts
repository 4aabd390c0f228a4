import type { DecisionNode, Outcome } from "../../core/graph/graph.ts";
import { type Part, sourceAt, way } from "./stage.ts";

/** Id of the decision between the six kinds of deployment. */
export const DEPLOYMENT_TYPE = "DEPLOYMENT_TYPE";

/** The kinds of deployment: what a person chooses, how the source's flowchart calls it, and the first stage of each. */
export const DEPLOYMENT_TYPES = [
  {
    id: "cloud-infrastructure",
    label: "Cloud infrastructure",
    arrow: "CLOUD INFRASTRUCTURE",
    first: "DESIGN_CLOUD_ARCHITECTURE",
  },
  {
    id: "container-orchestration",
    label: "Containers",
    arrow: "CONTAINER ORCHESTRATION",
    first: "CONFIGURE_CONTAINER_PLATFORM",
  },
  { id: "ci-cd-pipeline", label: "Delivery pipeline", arrow: "CI_CD_PIPELINE", first: "DESIGN_CICD_PIPELINE" },
  {
    id: "monitoring-observability",
    label: "Monitoring",
    arrow: "MONITORING_OBSERVABILITY",
    first: "IMPLEMENT_MONITORING_STACK",
  },
  {
    id: "security-compliance",
    label: "Security and compliance",
    arrow: "SECURITY_COMPLIANCE",
    first: "IMPLEMENT_SECURITY_CONTROLS",
  },
  {
    id: "comprehensive-devops",
    label: "All of it together",
    arrow: "COMPREHENSIVE_DEVOPS",
    first: "COORDINATE_DEVOPS_INTEGRATION",
  },
] as const satisfies readonly { id: Outcome; label: string; arrow: string; first: string }[];

export type DeploymentType = (typeof DEPLOYMENT_TYPES)[number]["id"];

/** What the workspace suggests, and why, in a sentence. */
export interface TypeProposal {
  readonly option: DeploymentType;
  readonly because: string;
}

/** Which kind of deployment this is; a person chooses, whatever the workspace suggests. */
export function deploymentType(proposal: TypeProposal | undefined): Part {
  const node: DecisionNode = {
    kind: "decision",
    id: DEPLOYMENT_TYPE,
    label: "What is deployed?",
    why: "Each kind of deployment has its own stages; one that touches several kinds takes them together.",
    source: sourceAt(20),
    question: "Which kind of deployment is this?",
    options: DEPLOYMENT_TYPES.map(({ id, label }) => ({ id, label })),
    ...(proposal === undefined ? {} : { proposal }),
  };
  const edges = DEPLOYMENT_TYPES.map(({ id, first, arrow }) => way(DEPLOYMENT_TYPE, first, id, arrow));
  return { nodes: [node], edges };
}
