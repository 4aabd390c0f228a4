import type { CheckNode, DecisionNode, Edge, Graph, Outcome } from "../graph/graph.ts";
import { checkSpec } from "../gates/registry.ts";
import { type Draft, assemble } from "./draft.ts";
import { ends } from "./ends.ts";
import { type ReleasePlan, rollOut } from "./rollOut.ts";

/** A place in a path where a release is rolled out: on the way from one stage to the next, for one option. */
export interface RollOutPlace {
  /** The option of the path's decision that leads here. */
  readonly option: Outcome;
  readonly from: string;
  readonly to: string;
}

/** A path and where in it a release is rolled out. */
export interface PathPlan extends ReleasePlan {
  readonly path: Graph;
  /** Id of the decision whose options the places belong to. */
  readonly decision: string;
  readonly places: readonly RollOutPlace[];
}

const DUE = "still-to-deploy";
const ROUTE = "deployed-for";

const GROUP = "Before";

/**
 * A path with the environment's rollout in it: one rollout, entered from each of the places and left to where that
 * place leads. A path that comes by again goes past what it has deployed. Faults: `NothingToDeploy`, `NoWayBack`.
 */
export function planPath(plan: PathPlan): Graph {
  const { path, release, places } = plan;
  const part = rollOut(plan, ROUTE);
  const head = { id: path.id, title: path.title, start: DUE, rollback: part.rollback, trouble: part.trouble };
  const inserted = assemble(head, [stillToDeploy(part.entry), ...part.drafts, route(plan), ...ends("Verified")]);
  return {
    ...path,
    ...pathHead(path, release),
    nodes: [...path.nodes, ...inserted.nodes],
    edges: [...path.edges.map((edge) => entering(edge, places)), ...inserted.edges.map(named)],
    groups: [...(path.groups ?? []), ...(inserted.groups ?? [])],
    rollback: part.rollback,
    trouble: part.trouble,
  };
}

/** What a path is called that belongs to an environment. It carries the version where one is deployed. */
export function pathHead(path: Graph, { application, environment, version }: ReleasePlan["release"]) {
  const what = version === "" ? path.title.toLowerCase() : version;
  return { id: `${path.id}-${application}-${environment}`, title: `${application} → ${environment} ${what}` };
}

function entering(edge: Edge, places: readonly RollOutPlace[]): Edge {
  const leads = places.some((place) => place.from === edge.from && place.to === edge.to);
  return leads ? { ...edge, to: DUE } : edge;
}

/** A check that says no is no failure here: it opens the way past the rollout. */
function named(edge: Edge): Edge {
  return edge.from === DUE && edge.when === "fail" ? { ...edge, label: "deployed already" } : edge;
}

function stillToDeploy(onward: string): Draft {
  const node: CheckNode = {
    kind: "check",
    id: DUE,
    label: "Still to deploy?",
    why: "A path that begins again does not deploy a second time what it has deployed.",
    checks: [checkSpec("still-to-deploy")],
  };
  return { node, ways: { pass: onward, fail: ROUTE, inconclusive: onward }, group: GROUP };
}

/** Back to the stage after the place from which the rollout was entered. */
function route({ decision, places, path }: PathPlan): Draft {
  const chosen = path.nodes.find((node) => node.id === decision);
  const known = chosen?.kind === "decision" ? chosen.options : [];
  const node: DecisionNode = {
    kind: "decision",
    id: ROUTE,
    label: "Deployed for which part?",
    why: "Each kind of deployment validates what was deployed in its own way; the choice made before answers.",
    question: "For which part was it deployed?",
    follows: decision,
    options: known.filter((option) => places.some((place) => place.option === option.id)),
  };
  return { node, ways: Object.fromEntries(places.map(({ option, to }) => [option, to])) };
}
