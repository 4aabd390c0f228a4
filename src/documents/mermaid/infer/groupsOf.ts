import type { Group } from "../../../core/graph/graph.ts";
import { distinct, safeKey } from "../../slug.ts";
import type { Flowchart, Subgraph } from "../flowchart.ts";
import { cut } from "../text.ts";

/** Titles of a subgraph inside others that are told in front of its own. */
const TOLD = 2;
const LONGEST_LABEL = 300;

/**
 * Subgraphs as groups. A group holds what is right inside its subgraph, and is called after the subgraphs around it,
 * too; one with no node right inside it is left out.
 */
export function groupsOf(flowchart: Flowchart, idOf: (name: string) => string | undefined): readonly Group[] {
  const given = distinct();
  for (const name of flowchart.vertices.keys()) given(idOf(name) ?? name);
  return flowchart.subgraphs.flatMap((subgraph) => {
    const nodes = subgraph.members.flatMap((name) => idOf(name) ?? []);
    return nodes.length === 0 ? [] : [{ id: given(safeKey(subgraph.name)), label: labelOf(subgraph), nodes }];
  });
}

function labelOf(subgraph: Subgraph): string {
  const titles = [subgraph.title];
  let around = subgraph.parent;
  for (; around !== undefined && titles.length <= TOLD; around = around.parent) titles.unshift(around.title);
  return cut([...(around === undefined ? [] : ["…"]), ...titles].join(" › "), LONGEST_LABEL);
}
