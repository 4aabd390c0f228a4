import fc from "fast-check";
import { expect, test } from "vitest";
import { escapeMarkdown } from "../../../../src/host/text/markdown.ts";
import { plain } from "../../../../src/host/text/plain.ts";
import { duration, timeOfDay } from "../../../../src/host/text/time.ts";
import { dotted, oneLine, spoken } from "../../../../src/host/text/words.ts";
import { NOW } from "../support/world.ts";

test.each([
  [0, "0 s"],
  [40_000, "40 s"],
  [12 * 60_000, "12 min"],
  [3 * 3_600_000, "3 h"],
  [50 * 3_600_000, "2 d"],
  [-5, "0 s"],
])("%i ms is %s", (ms, words) => {
  expect(duration(ms)).toBe(words);
});

test("a time of day has two digits each", () => {
  expect(timeOfDay(NOW - 9 * 3_600_000 + 120_000, "UTC")).toBe("03:02");
});

test("parts that are missing leave no mark", () => {
  expect(dotted("1.9.0", undefined, "", "healthy")).toBe("1.9.0 · healthy");
  expect(spoken("Pod a", "ready.", undefined)).toBe("Pod a, ready.");
});

test("a row's text stays one row, whatever it is made of", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(oneLine(text)).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
    }),
  );
});

test("no markup can come of escaped text", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(escapeMarkdown(text)).not.toMatch(/(?<!\\)(?:\\\\)*[[\]<>`*_]/u);
    }),
  );
});

test("neither a link nor an icon can come of a plain text", () => {
  const evil = "[Run](command:evil) $(bug)";
  expect(plain(evil)).not.toMatch(/\]\(|\$\(/u);
});
