import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAs, reasonOf } from "../../support/reports/readText.ts";

const RULES = [
  { id: "a", defaultConfiguration: { level: "error" }, properties: { "security-severity": "9.1" } },
  { id: "b", defaultConfiguration: { level: "note" } },
  { id: "c", properties: { "security-severity": 4 } },
];

interface Run {
  readonly results?: unknown;
  readonly rules?: readonly unknown[];
  readonly more?: object;
}

function sarif(...runs: readonly Run[]): string {
  return JSON.stringify({ version: "2.1.0", runs: runs.map(runOf) });
}

function runOf({ results, rules = RULES, more = {} }: Run): object {
  return { tool: { driver: { name: "t", version: "1", rules } }, results, ...more };
}

const message = { text: "m" };

describe("how bad a finding is", () => {
  it.each([
    ["its own level", { ruleId: "a", level: "note" }, "note"],
    ["the level of its rule, by id", { ruleId: "b" }, "note"],
    ["the level of its rule, by place", { ruleIndex: 1 }, "note"],
    ["the level of the rule of which it is a variant", { ruleId: "b/1/x" }, "note"],
    ["the level of the rule that its id names, where the place is another's", { ruleId: "b", ruleIndex: 0 }, "note"],
    ["a rule beyond the list", { ruleIndex: 99 }, "warning"],
    ["no rule at all", {}, "warning"],
    ["a rule without a level", { ruleId: "c" }, "warning"],
    ["a level that SARIF does not know", { ruleId: "b", level: "critical" }, "error"],
    ["null for a level", { ruleId: "b", level: null }, "note"],
    ["a reference in place of an id", { rule: { id: "b" } }, "note"],
    ["a reference by place", { rule: { index: 1 } }, "note"],
    ["a name like a member of every object", { ruleId: "constructor" }, "warning"],
  ] as const)("%s", async (_, result, level) => {
    const { standing } = await readAs("findings", sarif({ results: [{ message, ...result }] }));
    expect(standing.byLevel).toEqual({ error: 0, warning: 0, note: 0, none: 0, [level]: 1 });
  });

  it.each([
    ["10.0", "critical"],
    ["9.0", "critical"],
    ["11", "critical"],
    ["8.9", "high"],
    ["7", "high"],
    ["6.9", "medium"],
    ["4.0", "medium"],
    ["3.9", "low"],
    [0, "low"],
    [9.5, "critical"],
    ["", undefined],
    ["high", undefined],
    ["-1", undefined],
    ["NaN", undefined],
    [null, undefined],
  ] as const)("a score of %j is %s", async (score, severity) => {
    const rules = [{ id: "r", properties: { "security-severity": score } }];
    const { standing } = await readAs("findings", sarif({ results: [{ ruleId: "r" }], rules }));
    const rated = { critical: 0, high: 0, medium: 0, low: 0, ...(severity !== undefined && { [severity]: 1 }) };
    expect(standing.bySeverity).toEqual(rated);
    expect(standing.unrated.warning).toBe(severity === undefined ? 1 : 0);
  });

  it("takes a result's own score before that of its rule", async () => {
    const result = { ruleId: "a", properties: { "security-severity": "1.0" } };
    expect((await readAs("findings", sarif({ results: [result] }))).standing.bySeverity.low).toBe(1);
  });
});

describe("which results are findings", () => {
  const accepted = { kind: "external", status: "accepted" };

  it.each([
    ["suppressed in the source", { suppressions: [{ kind: "inSource" }] }, { suppressed: 1 }],
    ["suppressed twice", { suppressions: [accepted, accepted] }, { suppressed: 1 }],
    ["a suppression under review", { suppressions: [accepted, { status: "underReview" }] }, { standing: 1 }],
    ["a rejected suppression", { suppressions: [{ status: "rejected" }] }, { standing: 1 }],
    ["no suppressions", { suppressions: [] }, { standing: 1 }],
    ["suppressions that are none", { suppressions: ["yes"] }, { standing: 1 }],
    ["a suppression that is null", { suppressions: [null] }, { standing: 1 }],
    [
      "more suppressions than are looked at",
      { suppressions: Array.from({ length: 200 }, () => accepted) },
      { standing: 1 },
    ],
    ["gone since the baseline", { baselineState: "absent" }, { absent: 1 }],
    ["in the baseline", { baselineState: "unchanged" }, { standing: 1, fresh: 0 }],
    ["changed since the baseline", { baselineState: "updated" }, { standing: 1, fresh: 0 }],
    ["not in the baseline", { baselineState: "new" }, { standing: 1 }],
    ["passed", { kind: "pass" }, {}],
    ["not applicable", { kind: "notApplicable" }, {}],
    ["informational", { kind: "informational" }, {}],
    ["to be reviewed", { kind: "review" }, { undecided: 1 }],
    ["open", { kind: "open" }, { undecided: 1 }],
    ["a kind that SARIF does not know", { kind: "bad" }, { standing: 1 }],
  ] as const)("%s", async (_, result, expected) => {
    const report = await readAs("findings", sarif({ results: [{ message, ...result }] }));
    const { standing, fresh, suppressed, absent, undecided } = report;
    const counts = { standing: standing.total, fresh: fresh.total, suppressed, absent, undecided };
    const nothing = { standing: 0, fresh: 0, suppressed: 0, absent: 0, undecided: 0 };
    expect(counts).toEqual({ ...nothing, fresh: "standing" in expected ? expected.standing : 0, ...expected });
  });

  it("an empty list of results is a clean scan", async () => {
    const report = await readAs("findings", sarif({ results: [] }));
    expect(report.standing.total).toBe(0);
    expect(report.findings).toEqual([]);
  });
});

describe("runs", () => {
  it("are added up, each with its own rules, wherever these stand", async () => {
    const text = `{"runs":[
      {"results":[{"ruleIndex":0},{"ruleIndex":1}],"tool":{"driver":{"rules":${JSON.stringify(RULES)},"name":"late"}}},
      {"tool":{"driver":{"name":"early","semanticVersion":"2","rules":[{"id":"z","defaultConfiguration":{"level":"none"}}]}},"results":[{"ruleIndex":0},{"ruleIndex":1}]}
    ],"version":"2.1.0"}`;
    const report = await readAs("findings", text);
    expect(report.standing.byLevel).toEqual({ error: 1, warning: 1, note: 1, none: 1 });
    expect(report.tools).toEqual([{ name: "late" }, { name: "early", version: "2" }]);
  });

  it("tell when they ended, and what went wrong in the tool itself", async () => {
    const notification = [{ level: "error" }, { level: "warning" }, {}];
    const invocations = [
      { executionSuccessful: true, endTimeUtc: "2026-03-01T10:00:00Z", toolExecutionNotifications: notification },
      { endTimeUtc: "2026-03-01T09:00:00.5Z", toolConfigurationNotifications: notification },
    ];
    const report = await readAs("findings", sarif({ results: [], more: { invocations } }));
    expect(report.made).toEqual({ at: Date.UTC(2026, 2, 1, 9, 0, 0, 500), zoned: true });
    expect(report.toolErrors).toBe(2);
  });

  it("names 20 findings, the worst first, then as they come", async () => {
    const results = Array.from({ length: 3000 }, (_, at) => ({ ruleId: at % 1000 === 999 ? "a" : `x${at % 700}` }));
    const { findings, standing } = await readAs("findings", sarif({ results }));
    expect(standing.total).toBe(3000);
    expect(findings).toHaveLength(20);
    expect(findings.slice(0, 6).map(({ rule }) => rule)).toEqual(["a", "a", "a", "x0", "x1", "x2"]);
  });

  it("cut what is long", async () => {
    const result = {
      ruleId: "r".repeat(9000),
      message: { text: "\u00e9".repeat(9000) },
      locations: [{ physicalLocation: { artifactLocation: { uri: "u".repeat(9000) }, region: { startLine: 3 } } }],
    };
    const [finding] = (await readAs("findings", sarif({ results: [result] }))).findings;
    expect(finding).toMatchObject({ level: "warning", line: 3 });
    expect([finding?.rule, finding?.file, finding?.message].map((text) => text?.length)).toEqual([300, 300, 500]);
  });
});

describe("what opens no gate", () => {
  const failed = { invocations: [{ executionSuccessful: true }, { executionSuccessful: false }] };
  it.each([
    ["a run that failed", sarif({ results: [], more: failed }), "RunFailed"],
    [
      "success that is no truth value",
      sarif({ results: [], more: { invocations: [{ executionSuccessful: "no" }] } }),
      "RunFailed",
    ],
    ["no results", sarif({ more: {} }), "NothingScanned"],
    ["null for results", sarif({ results: null }), "NothingScanned"],
    ["an object for results", sarif({ results: {} }), "NothingScanned"],
    ["one run of two without results", sarif({ results: [] }, {}), "NothingScanned"],
    ["no run", sarif(), "NothingScanned"],
    ["a run that is null", '{"version":"2.1.0","runs":[null]}', "NothingScanned"],
    [
      "results in other files",
      sarif({ results: [], more: { externalPropertyFileReferences: { results: [{}] } } }),
      "ResultsElsewhere",
    ],
    ["an older version", '{"version":"2.0.0","runs":[]}', "UnknownVersion"],
    ["no version", '{"runs":[]}', "UnknownVersion"],
    ["results twice", '{"version":"2.1.0","runs":[{"results":[{}],"results":[]}]}', "BrokenJson"],
    ["runs twice", '{"version":"2.1.0","runs":[],"runs":[]}', "BrokenJson"],
    ["cut off", sarif({ results: [{}] }).slice(0, -1), "CutOff"],
    ["cut off in a text", sarif({ results: [{ message }] }).slice(0, 130), "CutOff"],
    ["something after it", `${sarif({ results: [] })}{}`, "BrokenJson"],
    ["zero bytes", `${sarif({ results: [] })}\0\0`, "BrokenJson"],
    ["a name for runs only", '{"version":"2.1.0","runs":"none"}', "UnknownFormat"],
  ])("%s", async (_, text, reason) => {
    expect(await reasonOf(text)).toBe(reason);
  });

  it("more rules or kinds of results than memory is for", async () => {
    const results = Array.from({ length: 20_001 }, (_, at) => ({ ruleId: `r${at}` }));
    expect(await reasonOf(sarif({ results, rules: [] }))).toBe("TooLarge");
    expect(await reasonOf(sarif({ results: [], rules: Array.from({ length: 100_001 }, () => ({})) }))).toBe("TooLarge");
  });
});

it("whatever results there are, the counts are those of the whole document", async () => {
  const levels = ["error", "warning", "note", "none"] as const;
  const result = fc.record(
    {
      ruleIndex: fc.constantFrom(0, 1, 2),
      level: fc.constantFrom(...levels),
      baselineState: fc.constantFrom("new", "unchanged", "absent"),
      suppressions: fc.constantFrom([], [{ status: "accepted" }], [{ status: "rejected" }]),
      codeFlows: fc.jsonValue(),
    },
    { requiredKeys: ["ruleIndex"] },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(result, { maxLength: 40 }), fc.boolean(), async (results, isPretty) => {
      const text = sarif({ results });
      const report = await readAs("findings", isPretty ? JSON.stringify(JSON.parse(text), undefined, 2) : text);
      const isSuppressed = (one: (typeof results)[number]): boolean => one.suppressions?.[0]?.status === "accepted";
      const present = results.filter((one) => one.baselineState !== "absent");
      const standing = present.filter((one) => !isSuppressed(one));
      const levelOf = (one: (typeof results)[number]): string =>
        one.level ?? ["error", "note", "warning"][one.ruleIndex] ?? "";
      expect(report.absent).toBe(results.length - present.length);
      expect(report.suppressed).toBe(present.length - standing.length);
      expect(report.standing.total).toBe(standing.length);
      expect(report.fresh.total).toBe(standing.filter((one) => one.baselineState !== "unchanged").length);
      for (const level of levels) {
        expect(report.standing.byLevel[level]).toBe(standing.filter((one) => levelOf(one) === level).length);
      }
      expect(report.standing.bySeverity).toEqual({
        critical: standing.filter((one) => one.ruleIndex === 0).length,
        high: 0,
        medium: standing.filter((one) => one.ruleIndex === 2).length,
        low: 0,
      });
      expect(report.findings).toHaveLength(Math.min(20, standing.length));
    }),
    { numRuns: 150 },
  );
});
