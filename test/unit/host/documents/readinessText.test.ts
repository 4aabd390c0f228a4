import { describe, expect, it } from "vitest";
import { failed, type Finding, passed } from "../../../../src/core/gates/finding.ts";
import type { ReadinessCheckId } from "../../../../src/engine/checks/readiness/tryReadiness.ts";
import { readinessText } from "../../../../src/host/documents/readinessText.ts";

describe("what trying an application has shown, as a document", () => {
  it("shows what fails first, with the measure, the place and what was printed, and takes nothing for markup", () => {
    const found = new Map<ReadinessCheckId, Finding>([
      ["build-production", passed("Built", "It succeeded.", { commit: "0123456789abcdef" })],
      [
        "build-output",
        {
          ...failed("OutputTooLarge", "<b>dist</b> is [too](http://x) large."),
          measure: { value: 200, bound: 100, good: "at-most", unit: "kB" },
          places: [{ path: "package.json", line: 3, about: "says so" }],
          files: [{ path: ".tidegate/readiness/build.log", sha256: "0", bytes: 12, madeAt: 0 }],
        },
      ],
    ]);
    const text = readinessText(found, "shop", 0, "UTC");
    expect(text.indexOf("fail")).toBeLessThan(text.indexOf("**pass**"));
    expect(text).toContain("0123456789ab");
    expect(text).toContain("200 kB of at most 100 kB");
    expect(text).toMatch(/package\S*json\S*:3/u);
    expect(text).toContain("(12 bytes)");
    expect(text).not.toContain("<b>");
    expect(text).not.toContain("[too](");
  });
});
