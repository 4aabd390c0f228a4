import fc from "fast-check";
import type { NodeKind, PictureEdge, PictureGraph } from "../../../../src/protocol/picture.ts";

const KINDS: readonly NodeKind[] = ["start", "check", "decision", "approval", "action", "hold", "end"];

/** A graph from lines such as `a -> b: label`; every node is a check named like its id. */
export function graphOf(lines: readonly string[], more: Partial<PictureGraph> = {}): PictureGraph {
  const edges = lines.filter((line) => line.includes("->")).map(edgeOf);
  const ids = [...new Set(lines.flatMap((line) => line.split(":")[0]?.split("->") ?? []).map((id) => id.trim()))];
  const nodes = ids.map((id) => ({ id, kind: "check" as const, label: id }));
  return { title: "Sample", start: ids[0] ?? "", nodes, edges, groups: [], ...more };
}

function edgeOf(line: string): PictureEdge {
  const [ends = "", label = ""] = line.split(":");
  const [from = "", to = ""] = ends.split("->").map((id) => id.trim());
  return { from, to, when: label.trim(), label: label.trim() };
}

/** What only someone who wants to do harm calls a node. */
export const HOSTILE = [
  "</text><script>alert(1)</script>",
  "]]>&amp;<!--",
  '" onload="alert(1)',
  "a\u0000b\u0008\u001B[31m\u007F",
  "\u202Etxt.exe\u2066 hidden",
  "\uD800 half",
  "\uFFFE\uFFFF",
  "__proto__",
  "constructor",
  "🏴‍☠️👩‍👩‍👧‍👦漢字かな",
  "",
  " \n\t ",
];

/** Any text at all, hostile ones more often than they come by chance. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom(...HOSTILE),
);

/** Any graph: cycles, loops, parallel edges, edges to nowhere, parts apart, groups across each other. */
export const anyGraph: fc.Arbitrary<PictureGraph> = fc
  .uniqueArray(anyText, { minLength: 1, maxLength: 14 })
  .chain((ids) => {
    const id = fc.constantFrom(...ids);
    const end = fc.oneof({ weight: 20, arbitrary: id }, { weight: 1, arbitrary: fc.constant("nowhere") });
    const kind = fc.constantFrom(...KINDS);
    const nodes = fc.tuple(
      ...ids.map((known) => fc.record({ id: fc.constant(known), kind, label: anyText, back: fc.boolean() })),
    );
    const edge = fc.record({ from: end, to: end, when: anyText, label: fc.oneof(fc.constant(""), anyText) });
    const group = fc.record({ label: anyText, nodes: fc.array(end, { maxLength: 8 }) });
    return fc.record({
      title: anyText,
      start: end,
      nodes,
      edges: fc.array(edge, { maxLength: 24 }),
      groups: fc
        .array(group, { maxLength: 4 })
        .map((groups) => groups.map((each, index) => ({ id: `${index} ${each.label}`, ...each }))),
    });
  });
