import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plainText } from "../../../src/picture/plainText.ts";
import { textWidth } from "../../../src/picture/textWidth.ts";
import { shortened, wrapLabel } from "../../../src/picture/wrap.ts";
import { anyText } from "./support/graphs.ts";

describe("a label", () => {
  test("that fits is one line", () => {
    expect(wrapLabel("Set web to 1.9.0", 200)).toEqual(["Set web to 1.9.0"]);
  });

  test("breaks at a space into two lines that are about as wide as each other", () => {
    expect(wrapLabel("Verify that everything is ready", 130)).toEqual(["Verify that", "everything is ready"]);
  });

  test("that is too long even for two lines ends in an ellipsis", () => {
    const lines = wrapLabel("one two three four five six seven eight nine ten eleven twelve", 120);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/…$/u);
  });

  test("breaks a word that is too long alone, where it can after a joint", () => {
    expect(wrapLabel("MONITORING_OBSERVABILITY", 130)).toEqual(["MONITORING_", "OBSERVABILITY"]);
    expect(wrapLabel("a".repeat(30), 130)).toHaveLength(2);
  });

  test("of nothing to see has no lines", () => {
    expect(wrapLabel(" \n\u0000\u202E ", 100)).toEqual([]);
  });

  test("is a line for breaks in it, too", () => {
    expect(wrapLabel("Build\r\nand\ttest", 200)).toEqual(["Build and test"]);
  });

  test("keeps signs of many parts whole", () => {
    const family = "👩‍👩‍👧‍👦";
    for (const line of wrapLabel(family.repeat(40), 60)) {
      expect(line.replaceAll(family, "").replace("…", "")).toBe("");
    }
  });

  test("has at most two lines that are not too wide, whatever it is", () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 40, max: 300 }), (label, width) => {
        const lines = wrapLabel(label, width);
        expect(lines.length).toBeLessThanOrEqual(2);
        for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(width);
      }),
    );
  });

  test("keeps all of its words where it was not cut", () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 12 }), fc.integer({ min: 80, max: 300 }), (label, width) => {
        const lines = wrapLabel(label, width);
        const cut = lines.at(-1)?.endsWith("…") === true;
        expect(cut || lines.join(" ") === plainText(label)).toBe(true);
      }),
    );
  });

  test("of a megabyte is cut like any other", () => {
    expect(wrapLabel("x".repeat(1_000_000), 100)).toHaveLength(2);
    expect(shortened(plainText("\u0000".repeat(1_000_000)), 100)).toBe("");
  });
});

describe("the width of a text", () => {
  test("counts East Asian letters and emoji about double", () => {
    expect(textWidth("漢字")).toBeGreaterThan(1.8 * textWidth("ab"));
    expect(textWidth("🚀")).toBeGreaterThan(1.8 * textWidth("a"));
  });

  test("counts a letter with its accents once", () => {
    expect(textWidth("e\u0301")).toBe(textWidth("é"));
  });
});
