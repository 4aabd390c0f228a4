import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../../../src/host/contributions/commands.ts";
import { actionFor } from "../../../../src/host/panel/runActions.ts";
import type { WebviewMessage } from "../../../../src/protocol/panel.ts";

const KEY = { file: "file:///shop/tidegate.yaml", run: "41" };
const NODE = "approve";

const WISHES: readonly (readonly [WebviewMessage, string, object])[] = [
  [{ type: "answer", node: NODE, answer: "approve" }, "tidegate.approve", { ...KEY, node: NODE }],
  [{ type: "answer", node: NODE, answer: "reject" }, "tidegate.reject", { ...KEY, node: NODE }],
  [{ type: "answer", node: NODE, answer: "override" }, "tidegate.override", { ...KEY, node: NODE }],
  [{ type: "answer", node: NODE, answer: "withdraw" }, "tidegate.withdraw", { ...KEY, node: NODE }],
  [{ type: "review", node: NODE }, "tidegate.review", { ...KEY, node: NODE }],
  [{ type: "attest", node: "list", check: "told" }, "tidegate.attest", { ...KEY, node: "list", check: "told" }],
  [{ type: "recheck", node: "list" }, "tidegate.recheck", { ...KEY, node: "list" }],
  [{ type: "choose", node: "what", option: "keep" }, "tidegate.answer", { ...KEY, node: "what", option: "keep" }],
  [{ type: "steer", steer: "pause" }, "tidegate.pauseRun", KEY],
  [{ type: "steer", steer: "resume" }, "tidegate.resumeRun", KEY],
  [{ type: "steer", steer: "abort" }, "tidegate.abortRun", KEY],
  [{ type: "steer", steer: "rollback" }, "tidegate.rollBackRun", KEY],
  [{ type: "export" }, "tidegate.exportGraph", KEY],
];

describe("what a panel asks for", () => {
  it.each(WISHES)("%j is done by the command that rows and the palette use", (message, command, subject) => {
    expect(actionFor(KEY, message)).toEqual({ command, subject });
    expect(Object.keys(COMMANDS)).toContain(command);
  });

  it("is no command where it only looks", () => {
    const looks: WebviewMessage[] = [
      { type: "ready" },
      { type: "openEvidence", node: NODE, check: "git-clean" },
      { type: "openSource", node: NODE },
      { type: "openPlace", path: "src/a.ts", line: 3 },
      { type: "openLine", line: 3 },
      { type: "exported", format: "svg", content: "<svg/>" },
      { type: "failed", message: "no canvas" },
    ];
    expect(looks.map((message) => actionFor(KEY, message))).toEqual(looks.map(() => undefined));
  });
});
