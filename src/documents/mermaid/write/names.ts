import type { Graph } from "../../../core/graph/graph.ts";
import { isReserved } from "../../slug.ts";

/** What stands for the ids of a graph in a flowchart. */
export interface Names {
  /** Parallel to the graph's nodes. */
  readonly nodes: readonly string[];
  /** Ids that edges name and no node has, with their names. */
  readonly missing: ReadonlyMap<string, string>;
  /** The name of the first node of this id. */
  readonly of: (id: string) => string;
  readonly taken: ReadonlySet<string>;
}

/** What Mermaid takes for a name wherever it stands. Its own words must not begin one. */
const NAME = /^[A-Za-z]\w*(?:-\w+)*$/u;
const OWN_WORDS =
  /^(?:end|graph|flowchart|subgraph|style|linkStyle|classDef|class|click|call|href|default|direction|interpolate|acc(?:Title|Descr))(?!\w)/iu;

/** Whether an id can stand in a flowchart as it is. */
export function isName(id: string): boolean {
  return id.length <= 200 && NAME.test(id) && !OWN_WORDS.test(id) && !isReserved(id);
}

/** An id is its own name where it can be and is not taken; another is called n1, n2 and so on. */
export function namesFor(graph: Graph): Names {
  const ids = new Set(graph.nodes.map((node) => node.id));
  const unknown = new Set(graph.edges.flatMap(({ from, to }) => [from, to]).filter((id) => !ids.has(id)));
  const taken = new Set<string>();
  let count = 0;
  const nameFor = (id: string): string => {
    let name = id;
    while (!isName(name) || taken.has(name) || (name !== id && (ids.has(name) || unknown.has(name)))) {
      count += 1;
      name = `n${count}`;
    }
    taken.add(name);
    return name;
  };
  const nodes = graph.nodes.map((node) => nameFor(node.id));
  const missing = new Map([...unknown].map((id) => [id, nameFor(id)]));
  const first = new Map(graph.nodes.map((node, index) => [node.id, nodes[index] ?? ""] as const).toReversed());
  return { nodes, missing, taken, of: (id) => first.get(id) ?? missing.get(id) ?? "" };
}
