import type { Arrow, Finding, Flowchart, Subgraph } from "../flowchart.ts";

/**
 * The flowchart with every arrow between vertices. One from or to a subgraph, which Mermaid allows, is led to the first
 * vertex inside, and reported: a run cannot enter a group, only a node.
 */
export function arrowsBetweenNodes(flowchart: Flowchart, findings: Finding[]): Flowchart {
  const groups = groupsNamed(flowchart);
  if (groups.size === 0) return flowchart;
  const inside = firstMembers(flowchart.subgraphs);
  const arrows = flowchart.arrows.flatMap((arrow): Arrow[] => {
    const meant = [arrow.from, arrow.to].map((name) => groups.get(name));
    const group = meant.find((one) => one !== undefined);
    if (group === undefined) return [arrow];
    findings.push({ reason: "ArrowToGroup", at: arrow.at, message: sentence(group) });
    const [from, to] = [arrow.from, arrow.to].map((name) => (groups.has(name) ? inside(groups.get(name)) : name));
    return from === undefined || to === undefined ? [] : [{ ...arrow, from, to }];
  });
  const vertices = new Map([...flowchart.vertices].filter(([name]) => !groups.has(name)));
  return { ...flowchart, vertices, arrows };
}

function sentence({ title }: Subgraph): string {
  return `An arrow cannot lead from or to the whole of "${title}". Name the node in it that is meant.`;
}

/** Subgraphs that are named where a vertex could be, and have no vertex of their own with a text. */
function groupsNamed({ vertices, subgraphs }: Flowchart): ReadonlyMap<string, Subgraph> {
  const named = subgraphs.filter(({ name }) => vertices.has(name) && vertices.get(name)?.text === undefined);
  return new Map(named.map((subgraph) => [subgraph.name, subgraph]));
}

/** Finds the first vertex inside a subgraph, at any depth. */
function firstMembers(subgraphs: readonly Subgraph[]): (subgraph: Subgraph | undefined) => string | undefined {
  const names = new Set(subgraphs.map((subgraph) => subgraph.name));
  const first = new Map<Subgraph, string>();
  // Those inside come after those around, so that going backwards each is known before it is asked for.
  for (const subgraph of subgraphs.toReversed()) {
    const member = subgraph.members.find((name) => !names.has(name)) ?? first.get(subgraph);
    if (member === undefined) continue;
    first.set(subgraph, member);
    if (subgraph.parent !== undefined) first.set(subgraph.parent, member);
  }
  return (subgraph) => (subgraph === undefined ? undefined : first.get(subgraph));
}
