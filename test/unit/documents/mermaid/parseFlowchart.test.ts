import { describe, expect, it } from "vitest";
import { parseFlowchart } from "../../../../src/documents/mermaid/read/parseFlowchart.ts";

function read(...lines: string[]) {
  const { vertices, arrows, subgraphs, findings } = parseFlowchart(["flowchart TD", ...lines].join("\n"));
  return {
    vertices: Object.fromEntries([...vertices.values()].map(({ name, shape, text }) => [name, [shape, text]])),
    arrows: arrows.map(({ from, to, text }) => (text === "" ? `${from} > ${to}` : `${from} ${text}> ${to}`)),
    subgraphs: subgraphs.map(({ name, title, members }) => ({ name, title, members })),
    findings: findings.map(({ reason }) => reason),
  };
}

describe("the head of a flowchart", () => {
  it.each(["graph TD", "graph TB", "flowchart BT", "flowchart LR", "flowchart RL;", "flowchart-elk TD", "graph"])(
    "may be %s",
    (head) => {
      const { arrows, findings } = parseFlowchart(`${head}\nA --> B`);
      expect([arrows.length, findings]).toEqual([1, []]);
    },
  );

  it.each([
    ["---\ntitle: Ship it\nconfig:\n  theme: dark\n---\nflowchart TD\nA --> B", "Ship it"],
    ["\uFEFF\n%%{init: {\n 'theme': 'dark' }}%%\n%% a comment\nflowchart TD;A-->B", undefined],
    ["flowchart TD\r\nA --> B\r\n", undefined],
  ])("may follow front matter, directives and comments: %j", (text, title) => {
    const flowchart = parseFlowchart(text);
    expect(flowchart.title).toBe(title);
    expect(flowchart.arrows).toMatchObject([{ from: "A", to: "B" }]);
    expect(flowchart.findings).toEqual([]);
  });

  it.each([
    ["A --> B", "NotAFlowchart", 1],
    ["sequenceDiagram\nA ->> B: hi", "NotAFlowchart", 0],
    ["flowchart XY\nA --> B", "UnknownDirection", 1],
    ["flowchart TD\n--> B\nA --> B", "Unexpected", 1],
    ["---\ntitle: [\n---\nflowchart TD\nA --> B", "BrokenFrontMatter", 1],
    ["---\ntitle: x\nflowchart TD\nA --> B", "BrokenFrontMatter", 1],
  ])("is reported where it is not one: %j", (text, reason, arrows) => {
    const flowchart = parseFlowchart(text);
    expect(flowchart.findings[0]?.reason).toBe(reason);
    expect(flowchart.arrows.length).toBe(arrows);
  });
});

describe("the shape of a node", () => {
  it.each([
    ["A", undefined],
    ["A[t]", "box"],
    ["A(t)", "box"],
    ["A([t])", "terminal"],
    ["A[[t]]", "box"],
    ["A[(t)]", "box"],
    ["A((t))", "terminal"],
    ["A(((t)))", "terminal"],
    ["A>t]", "box"],
    ["A{t}", "diamond"],
    ["A{{t}}", "hexagon"],
    ["A[/t/]", "box"],
    ["A[\\t\\]", "box"],
    ["A[/t\\]", "box"],
    ["A[\\t/]", "box"],
    ["A@{ shape: diam, label: t }", "diamond"],
    ['A@{ shape: hex, label: "t" }', "hexagon"],
    ["A@{\n  shape: stadium,\n  label: 't'\n}", "terminal"],
    ["A@{ shape: lean-r, label: t }", "box"],
    ["A:::warm", undefined],
    ["A[t]:::warm", "box"],
  ])("is known by %j", (written, shape) => {
    const { vertices, findings } = read(written);
    expect(vertices).toEqual({ A: [shape, shape === undefined ? undefined : "t"] });
    expect(findings).toEqual([]);
  });

  it("is a box where Mermaid has no such shape, and that is said", () => {
    const { vertices, findings } = read("A@{ shape: octopus, label: t } --> B");
    expect(vertices["A"]).toEqual(["box", "t"]);
    expect(findings).toEqual(["UnknownShape"]);
  });
});

describe("the text of a node", () => {
  it.each([
    ['A["a (b) [c] {d}"]', "a (b) [c] {d}"],
    ['A["one<br/>two<br>three<BR />four"]', "one\ntwo\nthree\nfour"],
    ['A["one\ntwo"]', "one\ntwo"],
    ["A{\n    ASKED\n  }", "\n    ASKED\n  "],
    ['A["#quot;#35;1 &amp; #9829; &lt;b&gt; &#x41; #unknown;"]', '"#1 & ♥ <b> A #unknown;'],
    ['A["#amp;lt;"]', "&lt;"],
    ['A["`**bold** and _more_`"]', "**bold** and _more_"],
    ['A["<img src=x onerror=alert(1)>"]', "<img src=x onerror=alert(1)>"],
    ["A[🚀 öffnen]", "🚀 öffnen"],
    ["A[a (b) c]", "a (b) c"],
    ['A [ "spaced" ]', "spaced"],
    ['A[""]', ""],
  ])("is read from %j", (written, text) => {
    expect(read(written).vertices["A"]?.[1]).toBe(text);
  });

  it("is the last that was given", () => {
    expect(read("A --> B", "A[one]", "A[two] --> B").vertices["A"]).toEqual(["box", "two"]);
  });
});

describe("an arrow", () => {
  it.each([
    ["A --> B", ["A > B"]],
    ["A-->B", ["A > B"]],
    ["A --- B", ["A > B"]],
    ["A -----> B", ["A > B"]],
    ["A -.-> B", ["A > B"]],
    ["A -..-> B", ["A > B"]],
    ["A -.- B", ["A > B"]],
    ["A ==> B", ["A > B"]],
    ["A ===> B", ["A > B"]],
    ["A === B", ["A > B"]],
    ["A --o B", ["A > B"]],
    ["A --x B", ["A > B"]],
    ["A o--o B", ["A > B"]],
    ["A x--x B", ["A > B"]],
    ["A <--> B", ["A > B", "B > A"]],
    ["A <==> B", ["A > B", "B > A"]],
    ["A <-.-> B", ["A > B", "B > A"]],
    ["A <-- t --> B", ["A t> B", "B t> A"]],
    ["A <--- B", ["B > A"]],
    ["A ~~~ B", []],
    ["A -->|t| B", ["A t> B"]],
    ['A -->|"t | u"| B', ["A t | u> B"]],
    ["A---|t|B", ["A t> B"]],
    ["A -- t --> B", ["A t> B"]],
    ["A -- a-b c --> B", ["A a-b c> B"]],
    ['A -- "t -- u" --> B', ["A t -- u> B"]],
    ["A -- t --- B", ["A t> B"]],
    ["A -. t .-> B", ["A t> B"]],
    ["A -. v1.2 .-> B", ["A v1.2> B"]],
    ["A == t ==> B", ["A t> B"]],
    ["A -->|a<br/>b| B", ["A a b> B"]],
    ["A e1@--> B", ["A > B"]],
    ["A --> B --> C", ["A > B", "B > C"]],
    ["A & B --> C & D", ["A > C", "A > D", "B > C", "B > D"]],
    ["A --> B; B --> C;", ["A > B", "B > C"]],
    ["A -->\n  B", ["A > B"]],
    ["A\n  --> B\n  --> C", ["A > B", "B > C"]],
    ["A[t] -->|yes| B{u} -- no --> C((v))", ["A yes> B", "B no> C"]],
    ["a-b.c --> d_e/f", ["a-b.c > d_e/f"]],
    ["A --> B %% said aside", ["A > B"]],
    ["A\nx --> B", ["x > B"]],
    ["A\nx-->B", ["x > B"]],
    ["end-node --> endpoint", ["end-node > endpoint"]],
    ["style-x --> classy", ["style-x > classy"]],
    ["__proto__ --> constructor", ["__proto__ > constructor"]],
  ])("is read from %j", (written, arrows) => {
    const found = read(written);
    expect(found.arrows).toEqual(arrows);
    expect(found.findings).toEqual([]);
  });
});

describe("subgraphs", () => {
  it.each([
    ["subgraph one", "one", "one"],
    ["subgraph one [A title]", "one", "A title"],
    ['subgraph one["A (title)<br/>more"]', "one", "A (title)"],
    ['subgraph "A title"', "A title", "A title"],
    ["subgraph A title of words", "A title of words", "A title of words"],
    ["subgraph", "subgraph-1", "subgraph-1"],
  ])("have a name and a title: %j", (head, name, title) => {
    const { subgraphs, findings } = read(head, "direction LR", "A --> B", "end", "B --> C");
    expect(subgraphs).toEqual([{ name, title, members: ["A", "B"] }]);
    expect(findings).toEqual([]);
  });

  it("hold a node once, in the innermost that mentions it", () => {
    const { subgraphs } = read("subgraph out", "A --> B", "subgraph in", "B --> C", "end", "C --> D", "end", "D --> E");
    expect(subgraphs.map(({ name, members }) => [name, members])).toEqual([
      ["out", ["A", "D"]],
      ["in", ["B", "C"]],
    ]);
  });
});

describe("lines about looks", () => {
  it.each([
    "classDef warm fill:#f96,stroke:#333;",
    "class A,B warm",
    "style A fill:#bbf,color:#fff",
    "linkStyle 0 stroke:#ff3,stroke-width:4px",
    "linkStyle default interpolate basis",
    'click A "https://example.com/?a=1;b=2" "a tip; with a semicolon" _blank',
    "click A call callback()",
    "accTitle: A title",
    "accDescr: What --> it is",
    "accDescr {\n  What --> it\n  is\n}",
    "%%{init: {'flowchart': {'curve': 'basis'}}}%%",
    "%% A --> C",
  ])("change nothing: %j", (line) => {
    expect(read("A --> B", line, "B --> C")).toEqual(read("A --> B", "B --> C"));
  });
});

describe("a broken line", () => {
  it.each([
    ["A[half", "UnclosedText"],
    ['A["half', "UnclosedText"],
    ['A["half" more]', "UnclosedText"],
    ["A{half --> B", "UnclosedText"],
    ["A[/half]", "UnclosedText"],
    ["A(half]", "UnclosedText"],
    ["A@{ shape: rect", "UnclosedText"],
    ["A[a (b) c]", "BracketInText"],
    ["A -->|half B", "UnclosedLabel"],
    ["A -- half", "UnclosedLabel"],
    ["A == half", "UnclosedLabel"],
    ["A & --> B", "Unexpected"],
    ["A --> B C", "Unexpected"],
    ["]", "Unexpected"],
    ["end", "EndWithoutSubgraph"],
  ])("is reported and hides nothing behind it: %j", (line, reason) => {
    const { arrows, findings, vertices } = read("X --> Y", line, "Y[why] --> Z");
    expect(findings[0]).toBe(reason);
    expect(arrows).toEqual(expect.arrayContaining(["X > Y", "Y > Z"]));
    expect(vertices["Y"]?.[1]).toBe("why");
  });

  it.each([
    ["A -->", "ArrowWithoutEnd"],
    ["A --> B --", "UnclosedLabel"],
    ["subgraph x", "UnclosedSubgraph"],
    ["subgraph x\nA -->\nend", "ArrowWithoutEnd"],
    ['A["', "UnclosedText"],
    ["A@{", "UnclosedText"],
  ])("may be the last: %j", (line, reason) => {
    expect(read("X --> Y", line)).toMatchObject({ findings: [reason] });
  });

  it("of Windows is placed as any other", () => {
    const text = "flowchart TD\r\nA --> B\r\nA --> C D\r\n";
    expect(parseFlowchart(text).findings).toMatchObject([{ reason: "Unexpected", at: text.indexOf("D\r", 20) }]);
  });
});
