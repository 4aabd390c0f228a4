import { expect, test } from "vitest";
import { boundFacts } from "../../../../src/host/commands/approvals/boundFacts.ts";
import { waiting } from "../support/runs.ts";

const { state } = waiting();

test("the facts come line by line: images, who asked, how many and until when, risk, evidence, and what a yes is worth", () => {
  const lines = boundFacts(state, state.approval!, "UTC").split("\n");
  expect(lines.slice(0, 3)).toEqual([
    "web: registry.local/web:1.8.2 → registry.local/web:1.9.0",
    "worker: registry.local/worker:1.8.2 → registry.local/worker:1.9.0",
    "Asked for by Ann <ann@example.com>",
  ]);
  expect(lines[3]).toMatch(/^0 of 1 approvals given, until /u);
  expect(lines[4]).toBe(
    "Risk: medium. It changes production. It changes 2 workloads: web and worker. After a failure a person is asked before it is rolled back.",
  );
  expect(lines.at(-1)).toBe("Kept in this workspace: an attestation, not a proof.");
});

test("where the cluster keeps the answers they are no attestation", () => {
  const nodes = state.graph.nodes.map((node) =>
    node.kind === "approval" ? { ...node, policy: { ...node.policy, store: "cluster" as const } } : node,
  );
  const facts = boundFacts({ ...state, graph: { ...state.graph, nodes } }, state.approval!, "UTC");
  expect(facts.split("\n").at(-1)).toBe("Kept in the cluster: its API server judges who answers.");
});

test("line breaks from outside make no line of their own", () => {
  const by = { name: "Ann\nRisk: low.", source: "flag" as const };
  const facts = boundFacts({ ...state, requestedBy: by }, state.approval!, "UTC");
  expect(facts).toContain("Asked for by Ann Risk: low.");
});
