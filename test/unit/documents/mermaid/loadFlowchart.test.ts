import { describe, expect, it } from "vitest";
import type { GraphNode } from "../../../../src/core/graph/graph.ts";
import { loadFlowchart } from "../../../../src/documents/mermaid/loadFlowchart.ts";
import type { LoadedGraph } from "../../../../src/documents/loadedGraph.ts";

function load(...lines: string[]): LoadedGraph {
  return loadFlowchart(["flowchart TD", ...lines].join("\n"));
}

function node(loaded: LoadedGraph, id: string): GraphNode | undefined {
  return loaded.graph.nodes.find((one) => one.id === id);
}

function edges({ graph }: LoadedGraph): string[] {
  return graph.edges.map(
    ({ from, to, when, label }) => `${from} ${when}${label === undefined ? "" : ` (${label})`} ${to}`,
  );
}

function reasons({ problems }: LoadedGraph): string[] {
  return problems.map((problem) => `${problem.line}:${problem.column} ${problem.reason}`);
}

describe("what a shape means", () => {
  it.each([
    ["a((Begin)) --> b[Work] --> c([Over])", { a: "start", b: "check", c: "end" }],
    ["a([Begin]) --> b(Work) --> c(((Over)))", { a: "start", b: "check", c: "end" }],
    ["a((Begin)) --> b[[Sub]] --> c[Over]", { b: "check", c: "end" }],
    ["a((Begin)) --> b{Which?} --> c[(Over)]", { b: "decision", c: "end" }],
    ["a((Begin)) --> b{{Yes?}} --> c[Over]", { b: "approval" }],
    ["a((Begin)) --> b([Middle]) --> c[Over]", { b: "check" }],
    ["a((Begin)) --> b@{ shape: diam, label: Which } --> c", { b: "decision" }],
  ])("is told by it and its neighbours: %j", (line, kinds) => {
    const loaded = load(line);
    const found = Object.fromEntries(loaded.graph.nodes.map(({ id, kind }) => [id, kind]));
    expect(found).toMatchObject(kinds);
  });

  it.each([
    ["Rolled back", "rolled-back"],
    ["Auto-Rollback", "rolled-back"],
    ["Escalate to the lead", "escalated"],
    ["Deployment failed", "failed"],
    ["Blocked by the gate", "blocked"],
    ["Rejected", "rejected"],
    ["Cancelled", "aborted"],
    ["Live", "completed"],
  ])("tells how a run ends at %j", (label, outcome) => {
    expect(node(load(`a((Begin)) --> z["${label}"]`), "z")).toMatchObject({ kind: "end", outcome });
  });
});

describe("a step", () => {
  it("asks for each of its numbered lines and lines that begin with CHECK", () => {
    const text =
      "Provision it<br/>RULES:<br/>1. Use code<br/>2) Keep the state<br/>CHECK: Two zones<br/>HANDOFF_TOKEN: READY_1";
    const step = node(load(`a((A)) --> s["${text}"] --> z([Z])`), "s");
    expect(step).toMatchObject({
      kind: "check",
      label: "Provision it",
      detail: "RULES:\n1. Use code\n2) Keep the state\nCHECK: Two zones\nHANDOFF_TOKEN: READY_1",
      token: "READY_1",
      waits: true,
      checks: [
        { id: "said-use-code", label: "Use code", attestedFor: 86_400 },
        { id: "said-keep-the-state", label: "Keep the state", attestedFor: 86_400 },
        { id: "said-two-zones", label: "Two zones", attestedFor: 86_400 },
      ],
    });
  });

  it("without such lines asks that it is done, and never passes by itself", () => {
    expect(node(load("a((A)) --> s[[Publish]] --> z([Z])"), "s")).toEqual({
      kind: "check",
      id: "s",
      label: "Publish",
      waits: true,
      checks: [{ id: "said-publish-is-done", label: "Publish is done", attestedFor: 86_400 }],
    });
  });

  it.each([
    ["-->|FAILED|", "fail (FAILED)"],
    ["-- no -->", "fail (no)"],
    ["-->|fail|", "fail"],
    ["-->|validation failures|", "fail (validation failures)"],
    ["-->|❌|", "fail (❌)"],
    ["-->|HTTP|", "pass (HTTP)"],
    ["-->", "pass"],
  ])("is left by %s on the outcome that is meant", (arrow, meant) => {
    expect(edges(load(`a((A)) --> s[S] ${arrow} z([Z])`))).toContain(`s ${meant} z`);
  });
});

describe("a decision", () => {
  it("has an option for each label, with ids made of the labels alone", () => {
    const loaded = load(
      "a((A)) --> d{Go on?}",
      "d -->|Yes, please| y",
      "d -->|yes please| n",
      "d -->|✅| e",
      "d --> Other",
    );
    expect(node(loaded, "d")).toMatchObject({
      question: "Go on?",
      options: [
        { id: "yes-please", label: "Yes, please" },
        { id: "yes-please-2", label: "yes please" },
        { id: "u2705", label: "✅" },
        { id: "other", label: "Other" },
      ],
    });
    expect(edges(loaded)).toEqual(["a started d", "d yes-please y", "d yes-please-2 n", "d u2705 e", "d other Other"]);
    expect(loaded.problems).toEqual([]);
  });

  it("with one label on two arrows is ambiguous, at the second", () => {
    expect(reasons(load("a((A)) --> d{D}", "d -->|x| y", "d -->|x| z"))).toEqual(["4:3 AmbiguousEdge"]);
  });
});

describe("an approval", () => {
  it("asks one other person, and each of its outcomes for an arrow", () => {
    const loaded = load("a((A)) --> p{{Ready?}}", "p -->|approved| y", "p -->|No| n", "p -->|expired| n");
    expect(node(loaded, "p")).toMatchObject({
      policy: { required: 1, selfApproval: false, expiresAfterSeconds: 86_400 },
    });
    expect(edges(loaded)).toEqual(["a started p", "p approved y", "p rejected (No) n", "p expired n"]);
    expect(reasons(loaded)).toEqual(["2:12 MissingEdge"]);
  });
});

describe("the beginning", () => {
  it("is the one circle that no arrow leads to", () => {
    expect(load("a((A)) --> b --> c").graph.start).toBe("a");
  });

  it("is put in front of the one node that no arrow leads to", () => {
    const loaded = load("subgraph s", "a --> b", "end");
    expect(loaded.graph.start).toBe("start");
    expect(edges(loaded)).toEqual(["start started a", "a pass b"]);
    expect(loaded.graph.groups).toEqual([{ id: "s", label: "s", nodes: ["a", "b"] }]);
    expect(loaded.places.get("start")).toEqual({ line: 3, column: 1 });
    expect(loaded.problems).toEqual([]);
  });

  it("is called otherwise where the name is taken", () => {
    expect(load("x --> start --> z").graph.start).toBe("start-2");
  });

  it.each([
    [["a --> z", "b --> z"], "a, b"],
    [["a --> b --> a"], "every node"],
  ])("cannot be told where several could be it, or none: %j", (lines, words) => {
    const { problems } = load(...lines);
    expect(problems.find(({ reason }) => reason === "NoSingleStart")?.message).toContain(words);
  });

  it("may be named in a comment", () => {
    const loaded = load('%% tidegate: {"graph": {"start": "b"}}', "a((A)) --> z", "b((B)) --> z");
    expect(loaded.graph.start).toBe("b");
    expect(reasons(loaded)).toEqual(["3:1 Unreachable"]);
  });
});

describe("subgraphs", () => {
  it("are groups, called after those around them", () => {
    const { graph } = load("subgraph o [Outer]", "a", "subgraph i [Inner]", "b", "end", "end", "a --> b --> c");
    expect(graph.groups).toEqual([
      { id: "o", label: "Outer", nodes: ["a"] },
      { id: "i", label: "Outer › Inner", nodes: ["b"] },
    ]);
  });

  it("cannot be entered: the first node inside is taken, and that is said", () => {
    const loaded = load("a((A)) --> g", "subgraph g [All]", "subgraph h", "b --> c", "end", "end");
    expect(edges(loaded)).toEqual(["a started b", "b pass c"]);
    expect(reasons(loaded)).toEqual(["2:8 ArrowToGroup"]);
  });
});

describe("comments with what a picture cannot tell", () => {
  it("bound a cycle", () => {
    const lines = ["a((A)) --> t[Try] -->|failed| f[Mend] --> t", "t --> z"];
    const [problem] = load(...lines).problems;
    expect(problem).toMatchObject({ reason: "EndlessCycle" });
    expect(problem?.message).toContain('%% tidegate: {"node":"t","limit":3}');
    const bounded = load(...lines, '%% tidegate: {"node": "f", "limit": 3, "mends": "t"}');
    expect(node(bounded, "f")).toMatchObject({ limit: 3, mends: "t" });
    expect(reasons(bounded)).toEqual(["2:31 MissingEdge"]);
  });

  it("say who must approve, and only what differs", () => {
    const loaded = load(
      "a((A)) --> p{{P}}",
      '%% tidegate: {"node": "p", "policy": {"required": 2, "approvers": ["Bo"]}}',
    );
    const policy = { required: 2, selfApproval: false, expiresAfterSeconds: 86_400, approvers: ["Bo"] };
    expect(node(loaded, "p")).toMatchObject({ policy });
  });

  it("let a check's outcome answer a decision", () => {
    const loaded = load(
      "a((A)) --> c[Check] --> d{Result}",
      "c -->|fail| d",
      "d -->|ALL PASS| z",
      "d -->|ANY FAILURE| f([Failed])",
      '%% tidegate: {"node": "d", "follows": "c"}',
    );
    expect(node(loaded, "d")).toMatchObject({ follows: "c", options: [{ id: "pass" }, { id: "fail" }] });
    expect(loaded.problems).toEqual([]);
  });

  it("change the kind of a node, and what is not said is still inferred", () => {
    const wait = '%% tidegate: {"node": "b", "kind": "hold", "until": "elapsed", "seconds": 60, "workloads": []}';
    const loaded = load("a((A)) --> b[Wait] --> z", wait);
    expect(node(loaded, "b")).toEqual({
      id: "b",
      kind: "hold",
      label: "Wait",
      until: "elapsed",
      seconds: 60,
      workloads: [],
    });
    expect(edges(loaded)).toContain("b healthy z");
  });

  it("give the next arrow its outcome", () => {
    const loaded = load("a((A)) --> b[B]", '%% tidegate: {"edge": {"when": "fail"}}', "b -->|anything| z", "b --> y");
    expect(edges(loaded)).toEqual(["a started b", "b fail (anything) z", "b pass y"]);
  });

  it.each([
    ["%% tidegate: {limit: 3}", "BrokenNote"],
    ["%% tidegate: []", "BrokenNote"],
    ['%% tidegate: {"limit": 3}', "BrokenNote"],
    ['%% tidegate: {"node": "b", "limit": "often"}', "BrokenNote"],
    ['%% tidegate: {"node": "b", "limti": 3}', "BrokenNote"],
    ['%% tidegate: {"node": "b", "kind": "action"}', "BrokenNote"],
    ['%% tidegate: {"node": "b", "policy": {"required": 2}}', "BrokenNote"],
    ['%% tidegate: {"graph": {"begin": "b"}}', "BrokenNote"],
    ['%% tidegate: {"node": "nobody", "limit": 3}', "UnusedNote"],
    ['%% tidegate: {"edge": {"when": "pass"}}', "UnusedNote"],
    ['%% tidegate: {"edge": {"if": "pass"}}\n b --> z', "BrokenNote"],
    ['%% tidegate: {"node": "b", "id": "__proto__"}', "ReservedName"],
    ['%% tidegate: {"graph": {"start": "nobody"}}', "UnknownNode"],
  ])("are reported at their line where they do not fit: %s", (note, reason) => {
    const loaded = load("a((A)) --> b --> z", note);
    expect(loaded.problems).toContainEqual(expect.objectContaining({ reason, line: 3, column: 1 }));
    expect(loaded.graph.nodes.map(({ kind }) => kind)).toEqual(["start", "check", "end"]);
  });
});

describe("a problem", () => {
  it("is placed in the document that was opened, and says what to do", () => {
    const text = "flowchart TD\n  a((A)) --> b[half\n  b --> z\n";
    const { problems, places } = loadFlowchart(text, { line: 40, title: "Deploy" });
    expect(problems).toEqual([
      {
        reason: "UnclosedText",
        line: 41,
        column: 15,
        message: 'The text of b is opened with [ and not closed. Write it as ["…"].',
      },
    ]);
    expect(places.get("z")).toEqual({ line: 42, column: 9 });
  });

  it("of the graph stands at its arrow or its node", () => {
    expect(reasons(load("a((A)) --> b[B] --> y", "b --> z", "c[C] --> c"))).toEqual([
      "3:3 AmbiguousEdge",
      "4:1 Unreachable",
      "4:1 DeadEnd",
      "4:6 EndlessCycle",
    ]);
  });
});
