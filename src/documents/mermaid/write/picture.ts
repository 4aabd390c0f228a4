import type { Edge, Graph, GraphNode, Group } from "../../../core/graph/graph.ts";
import { LONGEST_LABEL } from "../infer/headline.ts";
import { outcomeOf } from "../infer/outcomeWords.ts";
import { cut, encodeText } from "../text.ts";
import { type Names, isName } from "./names.ts";

/** A flowchart without notes, in its parts. */
export interface Picture {
  readonly head: readonly string[];
  /** Parallel to the graph's nodes; those that are missing stand behind. */
  readonly nodes: readonly string[];
  readonly groups: readonly string[];
  /** Parallel to the graph's edges. */
  readonly arrows: readonly string[];
}

const BRACKETS: Readonly<Record<GraphNode["kind"], readonly [string, string]>> = {
  start: ["((", "))"],
  check: ["[", "]"],
  decision: ["{", "}"],
  approval: ["{{", "}}"],
  action: ["[[", "]]"],
  hold: ["(", ")"],
  end: ["([", "])"],
};

/** Titles that YAML and every editor show as they are. */
const PLAIN = /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]{1,1000}$/u;

export function pictureOf(graph: Graph, names: Names): Picture {
  const title = PLAIN.test(graph.title) ? ["---", `title: ${JSON.stringify(graph.title)}`, "---"] : [];
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  return {
    head: [...title, "flowchart TD"],
    nodes: [
      ...graph.nodes.map((node, index) => `  ${names.nodes[index] ?? ""}${boxOf(node)}`),
      ...[...names.missing].map(([id, name]) => `  ${name}["${quoted(id)}"]`),
    ],
    groups: groupsIn(graph, names),
    arrows: graph.edges.map((edge) => {
      const text = textOf(edge, nodes.get(edge.from));
      const label = text === "" ? "" : `|"${quoted(text)}"|`;
      return `  ${names.of(edge.from)} -->${label} ${names.of(edge.to)}`;
    }),
  };
}

function boxOf({ kind, label }: GraphNode): string {
  const [opens, closes] = BRACKETS[kind];
  return `${opens}"${quoted(label)}"${closes}`;
}

function quoted(text: string): string {
  return encodeText(cut(text, LONGEST_LABEL));
}

/** What stands beside an arrow: its label, the option that is chosen, or an outcome that is not the usual one. */
function textOf({ when, label }: Edge, from: GraphNode | undefined): string {
  if (label !== undefined) return label;
  if (from?.kind === "decision") return from.options.find((option) => option.id === when)?.label ?? when;
  return from !== undefined && outcomeOf(from.kind, "") === when ? "" : when;
}

/** Groups as far as a picture can show them: each node in the first that has it. */
function groupsIn({ groups = [], nodes }: Graph, names: Names): string[] {
  const free = new Set(nodes.map((node) => node.id));
  const drawn = new Set<string>(names.taken);
  return groups.flatMap((group) => {
    const members = group.nodes.filter((id) => free.delete(id));
    if (!isName(group.id) || drawn.has(group.id) || members.length === 0) return [];
    drawn.add(group.id);
    return subgraph({ ...group, nodes: members }, names);
  });
}

function subgraph({ id, label, nodes }: Group, names: Names): string[] {
  return [`  subgraph ${id}["${quoted(label)}"]`, ...nodes.map((member) => `    ${names.of(member)}`), "  end"];
}
