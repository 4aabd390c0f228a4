import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { durationText, secondsOf } from "../../../../src/core/config/duration.ts";
import { editConfig } from "../../../../src/core/config/editConfig.ts";
import { initialConfig } from "../../../../src/core/config/initialConfig.ts";
import { parseConfig } from "../../../../src/core/config/parseConfig.ts";

const FIRST = initialConfig({
  applications: [
    {
      name: "shop",
      path: "services/shop",
      environments: [
        { name: "staging", context: "dev", namespace: "shop", production: false },
        {
          name: "production",
          context: "arn:aws:eks:1: x",
          namespace: "shop",
          production: true,
          workloads: ["deployment/web"],
        },
      ],
    },
  ],
});
const PRODUCTION = ["applications", "shop", "environments", "production"];

function edited(text: string, path: readonly string[], value: unknown): string {
  const result = editConfig(text, { path, value });
  return result.ok ? result.value : result.error.reason;
}

describe("a first file", () => {
  it("is valid, complete and explained", () => {
    const { config, diagnostics } = parseConfig(FIRST);
    expect(diagnostics).toEqual([]);
    expect(config?.applications["shop"]).toMatchObject({
      path: "services/shop",
      environments: {
        staging: { production: false },
        production: {
          context: "arn:aws:eks:1: x",
          production: true,
          approval: { required: 1 },
          workloads: ["deployment/web"],
        },
      },
    });
    expect(FIRST).toContain("# approvers: [ada@example.com]");
  });

  it("takes any context name", () => {
    const holds = fc.property(fc.string({ minLength: 1, unit: "binary" }), (context) => {
      const environments = [{ name: "live", context, namespace: "shop", production: false }];
      const { config } = parseConfig(initialConfig({ applications: [{ name: "shop", environments }] }));
      return config?.applications["shop"]?.environments["live"]?.context === context;
    });
    const examples: [string][] = [["\0\0\0\n\0\0\0"], ["\u2028"]];
    expect(fc.check(holds, { numRuns: 50, examples }).counterexample).toBeNull();
  });
});

describe("an edit", () => {
  it("of one value changes only its characters", () => {
    expect(edited(FIRST, [...PRODUCTION, "rollback"], "automatic")).toBe(
      FIRST.replace("rollback: ask", "rollback: automatic"),
    );
  });

  it("that adds or removes keeps the comments and the rest", () => {
    const more = edited(FIRST, [...PRODUCTION, "approval", "approvers"], ["ada"]);
    expect(parseConfig(more).config?.applications["shop"]?.environments["production"]?.approval?.approvers).toEqual([
      "ada",
    ]);
    const comments = FIRST.split("\n").filter((line) => line.trim().startsWith("#"));
    for (const comment of comments) expect(more).toContain(comment.trim());
    expect(edited(more, [...PRODUCTION, "approval", "approvers"], undefined)).toBe(FIRST);
  });

  it("adds whole environments", () => {
    const live = { context: "live", namespace: "shop" };
    const more = edited(FIRST, ["applications", "other", "environments", "live"], live);
    expect(parseConfig(more).config?.applications["other"]?.environments["live"]).toMatchObject(live);
  });

  it("is refused while the file is broken", () => {
    expect(edited("a: [", ["a"], 1)).toBe("BadYaml");
  });
});

describe("a duration", () => {
  it("is written in its largest unit and reads back", () => {
    expect([0, 90, 600, 7200, 86_400].map(durationText)).toEqual(["0s", "90s", "10m", "2h", "1d"]);
    expect(
      fc.check(fc.property(fc.nat(), (seconds) => secondsOf(durationText(seconds)) === seconds)).counterexample,
    ).toBeNull();
  });
});
