import type { NodeView, PanelSnapshot } from "../../../../src/protocol/panel.ts";
import { approvalOf, checkOf, graphOf, NOW, snapshotOf } from "./build.ts";

const EVIL = [
  "<img src=x onerror=alert(1)>",
  "<script>alert(1)</script>",
  '"><svg onload=alert(1)>',
  "javascript:alert(1)",
  "\u202Egnp.exe\u202C",
  "${alert(1)}{{constructor.constructor('alert(1)')()}}",
] as const;

/** Ids that mean something to JavaScript, labels that mean something to browsers. */
export function hostile(): PanelSnapshot {
  const [first, second, third, fourth, fifth, sixth] = EVIL;
  const graph = graphOf(
    first,
    Object.fromEntries([
      ["begin", { kind: "start", label: first }],
      ["constructor", { kind: "check", label: second }],
      ["toString", { kind: "decision", label: third }],
      ["hasOwnProperty", { kind: "approval", label: fourth }],
      ["__proto__", { kind: "end", label: `${fifth} ${sixth}` }],
    ] as const),
    [
      "begin started-> constructor",
      `constructor pass "<b>bold</b>"-> toString`,
      "toString a-> hasOwnProperty",
      "hasOwnProperty approved-> __proto__",
    ],
    [{ id: "valueOf", label: third, nodes: ["toString", "hasOwnProperty"] }],
  );
  return snapshotOf(
    graph,
    Object.fromEntries<Partial<NodeView>>([
      [
        "constructor",
        {
          state: "waiting",
          blocked: second,
          why: first,
          detail: EVIL.join("\n"),
          source: fourth,
          checks: [
            checkOf(third, first, {
              message: second,
              why: third,
              source: fourth,
              facts: [{ name: fifth, value: sixth }],
            }),
          ],
        },
      ],
      ["hasOwnProperty", { approval: approvalOf({ requestedBy: first, store: second }) }],
    ]),
    {
      run: "1",
      status: third,
      production: true,
      paused: false,
      steers: [],
      timeline: [{ node: "constructor", label: second, kind: "check", enteredAt: NOW }],
      gaps: [],
      way: ["begin", "constructor"],
    },
  );
}
