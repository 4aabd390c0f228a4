import { describe, expect, it } from "vitest";
import type { EnvironmentConfig } from "../../../../src/core/config/config.ts";
import { parseConfig } from "../../../../src/core/config/parseConfig.ts";
import { gateChecks, isQuality, listChecks } from "../../../../src/core/gates/gateChecks.ts";
import { checkTerms } from "../../../../src/core/gates/termsSchema.ts";

const HEAD = `version: 1
applications:
  shop:
    evidence:
      tests: {unit: reports/unit.xml, regression: [a/*.xml, b/*.xml]}
      maxAge: 2h
    environments:
      production:
        context: prod
        namespace: shop
`;

function environment(...lines: string[]): EnvironmentConfig {
  const { config, diagnostics } = parseConfig(HEAD + lines.map((line) => `        ${line}\n`).join(""));
  const found = config?.applications["shop"]?.environments["production"];
  if (found === undefined) throw new Error(JSON.stringify(diagnostics));
  return found;
}

function terms(id: string, ...lines: string[]) {
  return gateChecks(environment(...lines)).find((check) => check.id === id)?.terms;
}

const listed = (...lines: string[]) => listChecks(environment(...lines)).map(({ id }) => id);

it("holds benchmarks against bounds that the file gives by their names, and that name a side", () => {
  const bounds = `thresholds: {benchmarks: {parse: {at-most: 1.5}, "rows/s": {at-least: 5}}}`;
  const named = [
    { name: "parse", atMost: 1.5 },
    { name: "rows/s", atLeast: 5 },
  ];
  const found = terms("load", "gate: [load]", bounds);
  expect(found).toEqual({ kind: "load", reports: [], maxAge: 7200, errorRate: 1, requests: 1000, benchmarks: named });
  expect(checkTerms.parse(found)).toEqual(found);
  expect(() => environment("gate: [load]", "thresholds: {benchmarks: {parse: {}}}")).toThrow(
    "Name at-most or at-least.",
  );
});

describe("a checklist in a gate", () => {
  it("leaves to people what only they can tell, and to the gate what is measured", () => {
    const gate = gateChecks(environment("gate: [checklist]"));
    expect(gate.map(({ id }) => id)).toContain("load");
    expect(gate.every(({ attestedFor }) => attestedFor === undefined)).toBe(true);
    const list = listChecks(environment("gate: [checklist]"));
    expect(list.map(({ id }) => id)).toContain("on-call-available");
    expect(list.every(({ attestedFor }) => attestedFor === 8 * 3600)).toBe(true);
    expect(list.map(({ id }) => id)).not.toContain("load");
  });

  it("takes nothing from the gate that is named there otherwise", () => {
    expect(listed("gate: [checklist]")).toContain("k8s-readiness");
    expect(listed("gate: [checklist, production]")).not.toContain("k8s-readiness");
    const gate = gateChecks(environment("gate: [checklist, production]")).map(({ id }) => id);
    expect(gate).toContain("k8s-readiness");
  });

  it("measures figures where it can, with the file's bounds, and leaves them to people where it cannot", () => {
    const figures = (...lines: string[]) =>
      listChecks(environment("gate: [checklist, definition-of-done]", ...lines)).filter(({ id }) =>
        ["image-small", "pipeline-fast", "rollback-time"].includes(id),
      );
    expect(figures().map(({ attestedFor, terms: found }) => [attestedFor, found])).toEqual([
      [8 * 3600, { kind: "rollback-time", seconds: 300, maxAge: 604_800 }],
      [8 * 3600, { kind: "image-size", megabytes: 500 }],
      [8 * 3600, { kind: "pipeline-time", seconds: 300, workflows: [] }],
    ]);
    const bounds = "thresholds: {image-size: 450, pipeline-time: 10m, rollback-time: 90s}";
    expect(figures(bounds, "evidence: {github: {workflows: [ci.yml]}}").map((one) => one.terms)).toMatchObject([
      { seconds: 90 },
      { megabytes: 450 },
      { seconds: 600, workflows: ["ci.yml"] },
    ]);
    expect(gateChecks(environment("gate: [image-small]"))).toMatchObject([
      { id: "image-small", terms: { megabytes: 500 } },
    ]);
    expect(gateChecks(environment("gate: [image-small]"))[0]?.attestedFor).toBeUndefined();
  });

  it("is not there where no gate names it", () => {
    expect(listed("gate: [production, readiness]")).toEqual([]);
  });
});

describe("a gate's checks", () => {
  it("are those that are named, each once, lists by their members", () => {
    const ids = gateChecks(environment("gate: [git-clean, staging, unit-tests]")).map(({ id }) => id);
    expect(ids).toEqual(["git-clean", "unit-tests", "smoke-tests", "sanity-tests", "code-review", "security-basic"]);
  });

  it("have the gatekeeper's bounds unless the file says others", () => {
    expect(terms("unit-tests", "gate: [staging]")).toMatchObject({ passRate: 100 });
    expect(terms("regression-tests", "gate: [production]")).toMatchObject({ passRate: 95 });
    expect(terms("regression-tests", "gate: [production]", "thresholds: {regression: 99.5}")).toMatchObject({
      passRate: 99.5,
    });
    expect(terms("security-full", "gate: [production]")).toMatchObject({ open: { critical: 0, high: 0 } });
  });

  it("know where the application's reports lie and how old they may be", () => {
    const expected = { reports: ["a/*.xml", "b/*.xml"], maxAge: 7200 };
    expect(terms("regression-tests", "gate: [production]")).toMatchObject(expected);
    expect(terms("smoke-tests", "gate: [smoke-tests]")).toMatchObject({ reports: [] });
  });

  it("take an environment's own evidence instead of the application's", () => {
    const own = "evidence: {tests: {unit: other.xml}}";
    expect(terms("unit-tests", "gate: [unit-tests]", own)).toMatchObject({ reports: ["other.xml"], maxAge: 86_400 });
  });

  it("have terms that a journal gives back as they were", () => {
    const all = gateChecks(
      environment(
        "gate: [staging, production, readiness, coverage, baseline, rehearsed, image-small, pipeline-fast, rollback-time]",
      ),
    );
    const said = all.flatMap((check) => check.terms ?? []);
    expect(said.length).toBeGreaterThan(15);
    for (const one of said) expect(checkTerms.parse(structuredClone(one))).toEqual(one);
  });

  it("ask for quality, or for the state of things here", () => {
    expect(["unit-tests", "application-starts"].map(isQuality)).toEqual([true, true]);
    expect(["git-clean", "diff-reviewed", "toString"].map(isQuality)).toEqual([false, false, false]);
  });
});

describe("evidence in tidegate.yaml", () => {
  it.each([
    ["evidence: {tests: {unit: ../other/unit.xml}}", "stays inside"],
    ["evidence: {prometheus: {server: 'http://ann:word@prometheus', queries: {}}}", "No user and no password"],
    ["evidence: {github: {repository: shop}}", "owner/name"],
    ["windows: {freezes: [{timeZone: UTC, from: 2026-13-01, to: 2026-12-31, reason: x}]}", "2026-12-20"],
    ["readiness: {services: ['postgres://ann:word@db/shop']}", "No user and no password"],
    ["readiness: {services: ['tcp://queue']}", "Write the name of a variable"],
    ["readiness: {services: ['a word']}", "Write the name of a variable"],
    ["gate: [everything]", ""],
  ])("%s is refused", (line, said) => {
    const { config, diagnostics } = parseConfig(`${HEAD}        ${line}\n`);
    expect(config).toBeUndefined();
    expect(diagnostics.map(({ message }) => message).join(" ")).toContain(said);
  });
});
