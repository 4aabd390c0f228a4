import fc from "fast-check";
import type { Edge, Graph, GraphNode } from "../../../../src/core/graph/graph.ts";

const PIECES = [
  ...Array.from("\"'`#&<>|[](){}\\/;:%@-=.~\n\r\t \u0000\u2028\uFEFF\uD83D👍é_*"),
  "<br/>",
  "#quot;",
  "&amp;",
  "#35;",
  "\\n",
  "%%",
  "-->",
  "---",
  "end",
  "subgraph",
  "graph",
  "```",
  "tidegate:",
  "yes",
  "No",
  "FAILED",
  "a",
  "1.",
  "CHECK:",
  "HANDOFF_TOKEN: X",
];

/** Text that does its worst: every sign that means something in a flowchart, and plain words between. */
export const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((pieces) => pieces.join("")),
  fc.constantFrom("pass", "fail", "Yes", "x".repeat(400), "__proto__", "constructor", "end", "o", "", " a ", "a\nb"),
);

const id = fc.oneof(
  fc.constantFrom("a", "b", "c", "set-deployment-web", "END_1", "n1", "n2", "end", "end-node", "x", "style-a"),
  fc.constantFrom("__proto__", "constructor", "toString", "a--b", "-", "", "ö", "a b", "1a"),
  hostile,
);
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const seconds = fc.integer({ min: 0, max: 1_000_000 });
const workload = fc.record({ kind: fc.constantFrom("Deployment" as const, "StatefulSet" as const), name: hostile });
/** The name of a container is no `__proto__`: a schema would drop it. */
const images = fc.dictionary(
  hostile.filter((name) => name !== "__proto__"),
  hostile,
  { maxKeys: 3, noNullPrototype: true },
);
const base = {
  id,
  label: hostile,
  why: maybe(hostile),
  detail: maybe(hostile),
  source: maybe(hostile),
  token: maybe(hostile),
  limit: maybe(fc.integer({ min: 1, max: 9 })),
  back: maybe(fc.boolean()),
};
const checkSpec = fc.record({
  id,
  label: hostile,
  attestedFor: maybe(fc.integer({ min: 1, max: 100_000 })),
  parameters: maybe(fc.constantFrom({ path: "a`b", count: 3, strict: true }, {})),
});
const policy = fc.record({
  required: fc.integer({ min: 0, max: 3 }),
  approvers: maybe(fc.array(hostile, { maxLength: 2 })),
  selfApproval: fc.boolean(),
  expiresAfterSeconds: seconds,
  strict: maybe(fc.boolean()),
  overriders: maybe(fc.array(hostile, { maxLength: 2 })),
});
const action = fc.oneof(
  fc.record({ type: fc.constant("set-image" as const), workload, images }),
  fc.record({
    type: fc.constant("restore" as const),
    workload,
    to: fc.record({ revision: hostile, templateHash: hostile, images }),
  }),
);
const outcome = fc.constantFrom("completed" as const, "rolled-back" as const, "failed" as const, "escalated" as const);

const node = fc.oneof(
  fc.record({ ...base, kind: fc.constant("start" as const) }),
  fc.record({
    ...base,
    kind: fc.constant("check" as const),
    gate: maybe(fc.boolean()),
    waits: maybe(fc.boolean()),
    mends: maybe(id),
    checks: fc.array(checkSpec, { maxLength: 3 }),
  }),
  fc.record({
    ...base,
    kind: fc.constant("decision" as const),
    question: hostile,
    follows: maybe(id),
    proposal: maybe(fc.record({ option: hostile, because: hostile })),
    options: fc.array(fc.record({ id: hostile, label: hostile }), { maxLength: 3 }),
  }),
  fc.record({ ...base, kind: fc.constant("approval" as const), policy }),
  fc.record({ ...base, kind: fc.constant("action" as const), action, approval: maybe(id) }),
  fc.record({
    ...base,
    kind: fc.constant("hold" as const),
    until: fc.constantFrom("ready" as const, "elapsed" as const),
    seconds,
    workloads: fc.array(workload, { maxLength: 2 }),
  }),
  fc.record({ ...base, kind: fc.constant("end" as const), outcome }),
);

/** Any graph at all, sound or not: twice given ids, edges to nowhere, groups that share nodes. */
export const anyGraph: fc.Arbitrary<Graph> = fc
  .array(node, { maxLength: 7 })
  .chain((nodes) => {
    const known = fc.oneof({ weight: 9, arbitrary: fc.constantFrom("a", ...nodes.map((one) => one.id)) }, id);
    const when = fc.oneof(fc.constantFrom("pass", "fail", "started", "approved", "done", "healthy"), hostile);
    return fc.record({
      id: hostile,
      title: hostile,
      start: known,
      nodes: fc.constant(nodes),
      edges: fc.array(fc.record({ from: known, to: known, when, label: maybe(hostile) }), { maxLength: 9 }),
      groups: maybe(
        fc.array(fc.record({ id, label: hostile, nodes: fc.array(known, { maxLength: 4 }) }), { maxLength: 3 }),
      ),
      rollback: maybe(known),
      trouble: maybe(known),
      escalation: maybe(known),
    });
  })
  .map((graph) => withoutUndefined(graph) as Graph & { readonly nodes: GraphNode[]; readonly edges: Edge[] });

function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) => (member === undefined ? [] : [[key, withoutUndefined(member)]])),
  );
}
