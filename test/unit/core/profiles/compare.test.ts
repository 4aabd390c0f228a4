import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compare } from "../../../../src/core/profiles/compare.ts";
import type { Cell, EnvironmentFacts, Stated } from "../../../../src/core/profiles/comparison.ts";
import { type Profile, profileOf } from "../../../../src/core/profiles/profile.ts";
import { PROPERTY_IDS, type PropertyId } from "../../../../src/core/profiles/properties.ts";
import { quantity } from "../../../../src/core/profiles/quantity.ts";

const FILE = { kind: "manifest", place: { file: "web.yaml", line: 3 } } as const;

function stated(value: string | number, more: Partial<Stated> = {}): Cell {
  const amount = typeof value === "number" ? { amount: value } : {};
  return { state: "known", stated: { text: String(value), ...amount, from: FILE, ...more } };
}

function environments(property: PropertyId, ...cells: readonly [Profile, Cell][]): readonly EnvironmentFacts[] {
  return cells.map(([profile, cell]) => ({ environment: profile, profile, facts: [{ property, cell }] }));
}

function rowOf(property: PropertyId, ...cells: readonly [Profile, Cell][]) {
  const [row] = compare("shop", environments(property, ...cells)).groups.flatMap(({ rows }) => rows);
  return row;
}

describe("a comparison", () => {
  it("is surprised by a production that is smaller than its staging", () => {
    const row = rowOf("replicas", ["staging", stated(4)], ["production", stated(3)]);
    expect(row?.difference).toBe("surprising");
    expect(row?.sentence).toContain("production has 3, less than staging with 4");
  });

  it("takes a production that is larger as it should be", () => {
    const row = rowOf("replicas", ["staging", stated(2)], ["production", stated(3)]);
    expect(row).toMatchObject({ difference: "expected", sentence: "Production is larger than what rehearses it." });
  });

  it("holds a profile to what is expected of it", () => {
    const few = rowOf("replicas", ["production", stated(2)]);
    expect(few?.sentence).toBe("replicas: production has 2; at least 3 are expected (operations-handbook.md:165).");
    const nobody = rowOf("approvals", ["staging", stated(0)], ["production", stated(0)]);
    expect(nobody?.difference).toBe("surprising");
    const missing = rowOf("backups", ["staging", { state: "none" }], ["production", { state: "none" }]);
    expect(missing?.sentence).toContain("production has no backups");
    expect(missing?.sentence).not.toContain("staging");
  });

  it("is surprised by environments that share a namespace", () => {
    const row = rowOf("place", ["staging", stated("shop @ east")], ["production", stated("shop @ east")]);
    expect(row?.sentence).toContain("staging and production share their namespace and cluster, shop @ east");
  });

  it("is surprised by a gate that asks less of production, unless that asks for staging itself", () => {
    const staging: [Profile, Cell] = ["staging", stated("staging", { members: ["unit-tests", "code-review"] })];
    const lax = rowOf("gate", staging, ["production", stated("mine", { members: ["unit-tests"] })]);
    expect(lax?.sentence).toBe("staging asks for code-review, and production does not.");
    const proved = rowOf("gate", staging, ["production", stated("mine", { members: ["staging-verified"] })]);
    expect(proved?.difference).toBe("expected");
  });

  it("tells a cluster that has something else than its files", () => {
    const cell: Cell = { state: "known", stated: { text: "3", amount: 3, from: FILE }, live: liveOf("5", 5) };
    expect(rowOf("replicas", ["production", cell])?.sentence).toContain("5 in the cluster and 3 in its files");
    const same: Cell = {
      state: "known",
      stated: { text: "1Gi", amount: 2 ** 30, from: FILE },
      live: liveOf("1024Mi", 2 ** 30),
    };
    expect(rowOf("memory-limit", ["production", same])?.difference).not.toBe("surprising");
  });

  it("never takes what is not known for alike", () => {
    const unknown: Cell = { state: "unknown", why: "not allowed to list deployments" };
    const row = rowOf("image", ["staging", stated("1.8.2")], ["production", unknown]);
    expect(row).toMatchObject({ difference: "unknown", sentence: expect.stringContaining("not allowed to list") });
  });

  it("expects nothing of an environment whose name tells no profile", () => {
    const facts = [
      {
        environment: "edge",
        profile: undefined,
        facts: [{ property: "quota" as const, cell: { state: "none" as const } }],
      },
    ];
    const [row] = compare("shop", facts).groups.flatMap(({ rows }) => rows);
    expect(row?.difference).toBe("same");
  });

  it("has a cell for every environment in every row, whatever is known", () => {
    const cell = fc.oneof(
      fc.constant<Cell>({ state: "none" }),
      fc.string().map((why): Cell => ({ state: "unknown", why })),
      fc.tuple(fc.string(), fc.option(fc.double(), { nil: undefined })).map(([text, amount]): Cell => {
        return { state: "known", stated: { text, ...(amount === undefined ? {} : { amount }), from: FILE } };
      }),
    );
    const fact = fc.record({
      property: fc.constantFrom(...PROPERTY_IDS),
      workload: fc.constantFrom("web", "worker"),
      cell,
    });
    const one = fc.record({
      environment: fc.string(),
      profile: fc.constantFrom<Profile | undefined>("development", "staging", "production", undefined),
      facts: fc.array(fact, { maxLength: 20 }),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 4 }), (all) => {
        for (const row of compare("shop", all).groups.flatMap(({ rows }) => rows)) {
          expect(row.cells).toHaveLength(all.length);
          expect(row.sentence).not.toBe("");
          const doubt = row.cells.some(({ state }) => state === "unknown");
          expect(doubt && row.difference === "same").toBe(false);
        }
      }),
    );
  });
});

function liveOf(text: string, amount: number): Stated {
  return { text, amount, from: { kind: "cluster", context: "east" } };
}

describe("a profile", () => {
  it.each<[string, boolean, Profile | undefined]>([
    ["production", false, "production"],
    ["eu", true, "production"],
    ["dev-2", false, "development"],
    ["pre-production", false, "staging"],
    ["staging", false, "staging"],
    ["devotion", false, undefined],
    ["edge", false, undefined],
  ])("of %s (production: %s) is %s", (name, production, profile) => {
    expect(profileOf(name, { production })).toBe(profile);
  });
});

describe("a quantity", () => {
  it.each([
    ["250m", 0.25],
    ["1Gi", 2 ** 30],
    ["2", 2],
    ["1.5G", 1.5e9],
    ["1e3", 1000],
    ["", undefined],
    ["constructor", undefined],
    ["12 monkeys", undefined],
  ])("%s is %s", (text, amount) => {
    expect(quantity(text)).toBe(amount);
  });
});
