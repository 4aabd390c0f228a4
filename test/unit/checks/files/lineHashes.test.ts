import { describe, expect, it } from "vitest";
import { lineHashes } from "../../../../src/checks/files/lineHashes.ts";

const FOUR = ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"];

describe("what code scanning knows a line by", () => {
  it.each([
    ["", ["c129715d7a2bc9a3:1"]],
    [" a\nb\n  \t\tc\n d", FOUR],
    [" a\r\nb\r\n  \t\tc\r\n d", FOUR],
    [" a\rb\r  \t\tc\r d", FOUR],
  ])("is what GitHub's own upload finds for %j", (text, hashes) => {
    expect(lineHashes(text)).toEqual(hashes);
  });

  it("stays when lines come in above, and counts lines that read alike", () => {
    const long = "x".repeat(200);
    const [first] = lineHashes(`${long}\n`);
    expect(lineHashes(`FROM node\n${long}\n`)[1]).toBe(first);
    expect(lineHashes(`${long}\n${long}\n`).slice(0, 2)).toEqual([first, first?.replace(/1$/u, "2")]);
  });
});
