import { describe, expect, it, test } from "vitest";
import { agoText, countdownText, deadlineText, momentText, spanText } from "../../../src/webview/words/time.ts";

describe("times in words", () => {
  it.each([
    [0, "0 s"],
    [420, "0.4 s"],
    [12_000, "12 s"],
    [185_000, "3 min 05 s"],
    [180_000, "3 min"],
    [7_800_000, "2 h 10 min"],
    [273_600_000, "3 d 4 h"],
  ])("says %i ms as %s", (ms, text) => {
    expect(spanText(ms)).toBe(text);
  });

  it.each([
    [190_000, "3:10"],
    [3_729_000, "1:02:09"],
    [-5, "0:00"],
    [400, "0:01"],
  ])("counts %i ms down as %s", (ms, text) => {
    expect(countdownText(ms)).toBe(text);
  });

  it("says how long ago something was", () => {
    expect(agoText(0, 3000)).toBe("just now");
    expect(agoText(0, 240_000)).toBe("4 min ago");
    expect(agoText(0, 90_000_000)).toBe("1 d ago");
  });
});

test("a deadline is told by the clock of 24 hours, as the editor's rows tell it", () => {
  const at = new Date(2026, 10, 22, 14, 53).getTime();
  expect(deadlineText(at, at)).toBe("14:53");
  expect(momentText(at)).toContain("14:53:00");
});
