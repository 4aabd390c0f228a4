import type { NodeView, RunView, TimelineStep } from "../../protocol/panel.ts";
import type { Place } from "./place.ts";
import { visitOf } from "../../core/run/visits.ts";

type Visit = NodeView["visits"][number];

/** Every visit of a node, oldest first; the last is still open while the run is at it. */
export function visitsOf(place: Place, node: string): Visit[] {
  const past = (place.steps.get(node) ?? []).map(({ visit, enteredAt, leftAt, outcome, message }) => {
    return { visit, enteredAt, leftAt, outcome, message };
  });
  const last = lastVisit(place);
  return last?.node === node ? [...past, last.visit] : past;
}

/** The visit that is in no step: the one under way, or the one that ended the run. */
function lastVisit({ state, here, end }: Place): { readonly node: string; readonly visit: Visit } | undefined {
  const { ended, enteredAt, visits, left } = state;
  if (here !== undefined && left === undefined)
    return { node: here, visit: { visit: visitOf(visits, here) ?? 1, enteredAt } };
  if (ended === undefined || end === undefined) return undefined;
  const { at: leftAt, outcome, message } = ended;
  return { node: end, visit: { visit: visitOf(visits, end) ?? 1, enteredAt, leftAt, outcome, message } };
}

/** The way taken: ids of nodes, oldest first, then the one the run is at or ended at. */
export function wayOf(place: Place): string[] {
  const last = lastVisit(place);
  return [...place.state.path.map((step) => step.node), ...(last === undefined ? [] : [last.node])];
}

/** The same as steps in time. */
export function timelineOf(place: Place): RunView["timeline"] {
  const { graph, path, holdEndsAt } = place.state;
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const named = (id: string): Pick<TimelineStep, "node" | "label" | "kind"> => {
    const node = nodes.get(id);
    return { node: id, label: node?.label ?? id, kind: node?.kind ?? "end" };
  };
  const past = path.map(({ node, enteredAt, leftAt, outcome, message }) => {
    return { ...named(node), enteredAt, leftAt, outcome, message };
  });
  const last = lastVisit(place);
  if (last === undefined) return past;
  const { visit: _visit, ...times } = last.visit;
  return [
    ...past,
    { ...named(last.node), ...times, ...(holdEndsAt === undefined ? {} : { countsDownTo: holdEndsAt }) },
  ];
}
