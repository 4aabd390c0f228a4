import type { NodeState, NodeView, RunView } from "../../protocol/panel.ts";
import type { PictureGraph } from "../../protocol/picture.ts";
import type { StandIn } from "../../picture/collapse.ts";

/** How a node of the picture is drawn: for a collapsed group, what its nodes come to. */
export interface DrawnNode {
  readonly state: NodeState | "plain";
  readonly mark?: string;
  readonly countsDownTo?: number;
  readonly blocked?: string;
}

/** An edge: taken by the run, still possible, or out of reach. */
export type DrawnEdge = "taken" | "open" | "missed" | "plain";

/** Most telling first: what a collapsed group shows of its nodes. */
const TELLING: readonly NodeState[] = ["waiting", "now", "failed", "passed", "ahead", "skipped"];

/** By drawn node. Without a run nothing is ahead or behind, and everything is plain. */
export function drawnNodes(
  views: readonly NodeView[],
  standIn: StandIn,
  run: RunView | undefined,
): ReadonlyMap<string, DrawnNode> {
  const drawn = new Map<string, DrawnNode>();
  for (const view of views) {
    const id = standIn(view.id);
    const own = run === undefined ? { state: "plain" as const } : drawnNode(view);
    drawn.set(id, moreTelling(drawn.get(id), own));
  }
  return drawn;
}

/** Parallel to the drawn graph's edges. */
export function drawnEdges(
  graph: PictureGraph,
  standIn: StandIn,
  run: RunView | undefined,
  nodes: ReadonlyMap<string, DrawnNode>,
): readonly DrawnEdge[] {
  if (run === undefined) return graph.edges.map(() => "plain");
  const taken = takenWays(run, standIn);
  const parallel = Map.groupBy(graph.edges, (edge) => pairKey(edge.from, edge.to));
  return graph.edges.map((edge) => {
    const key = pairKey(edge.from, edge.to);
    const outcomes = taken.get(key);
    if (outcomes !== undefined && (parallel.get(key)?.length === 1 || outcomes.has(edge.when))) return "taken";
    return run.ended !== undefined || nodes.get(edge.to)?.state === "skipped" ? "missed" : "open";
  });
}

/** From each node of the way to the next, with the outcomes that led there. */
function takenWays(run: RunView, standIn: StandIn): ReadonlyMap<string, ReadonlySet<string>> {
  const outcomes = new Map<string, Set<string>>();
  for (const { node, outcome } of run.timeline) {
    if (outcome !== undefined) outcomes.set(node, (outcomes.get(node) ?? new Set()).add(outcome));
  }
  const ways = new Map<string, Set<string>>();
  run.way.forEach((from, index) => {
    const to = run.way[index + 1];
    if (to === undefined) return;
    const key = pairKey(standIn(from), standIn(to));
    ways.set(key, new Set([...(ways.get(key) ?? []), ...(outcomes.get(from) ?? [])]));
  });
  return ways;
}

function drawnNode({ state, mark, countsDownTo, blocked }: NodeView): DrawnNode {
  return {
    state,
    ...(mark === undefined ? {} : { mark }),
    ...(countsDownTo === undefined ? {} : { countsDownTo }),
    ...(blocked === undefined ? {} : { blocked }),
  };
}

function moreTelling(known: DrawnNode | undefined, other: DrawnNode): DrawnNode {
  if (known === undefined || known.state === "plain" || other.state === "plain") return other;
  return TELLING.indexOf(other.state) < TELLING.indexOf(known.state) ? other : known;
}

function pairKey(from: string, to: string): string {
  return JSON.stringify([from, to]);
}
