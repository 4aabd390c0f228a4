import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeBaseline, type QueryFact } from "../../../../src/core/gates/rules/baseline.ts";
import { judgeImages } from "../../../../src/core/gates/rules/imagesPresent.ts";

const NOW = 1_767_225_600_000;
const TERMS = { server: "http://127.0.0.1:9090", queries: { "error-rate": "sum(rate(x[5m]))" }, maxAge: 300 };

function baseline(answer: QueryFact["answer"], now = NOW) {
  return judgeBaseline(TERMS, [{ name: "error-rate", answer }], now);
}

function sample(value: number, more: { at?: number; takenAt?: number } = {}) {
  return { samples: [{ value, at: NOW, ...more }], warnings: [] };
}

describe("a baseline", () => {
  it("is one number of now for every query", () => {
    expect(baseline(sample(0.01))).toMatchObject({
      verdict: "pass",
      facts: { "error-rate": 0.01 },
      measure: { value: 1, bound: 1, unit: "queries" },
    });
    expect(baseline(sample(0, { takenAt: NOW - 299_000 }))).toMatchObject({ verdict: "pass" });
  });

  it.each([
    ["nothing", { samples: [], warnings: [] }],
    ["many series", { samples: [...sample(1).samples, ...sample(2).samples], warnings: [] }],
    ["no number", sample(Number.NaN)],
    ["infinite", sample(Number.POSITIVE_INFINITY)],
    ["infinite below", sample(Number.NEGATIVE_INFINITY)],
    ["old", sample(1, { takenAt: NOW - 301_000 })],
    ["of another clock", sample(1, { at: NOW - 600_000 })],
    ["of a clock ahead", sample(1, { at: NOW + 600_000 })],
    ["of no time at all", sample(1, { at: Number.NaN })],
    ["partial", { ...sample(1), warnings: ["a store did not answer"] }],
    ["a transport error", { problem: "prometheus could not be reached." }],
  ] as const)("is not there where the answer is %s", (_words, answer) => {
    expect(baseline(answer)).toMatchObject({ verdict: "inconclusive", reason: "NoBaseline" });
  });

  it("is not there where nobody said what to measure, or a query was not asked", () => {
    expect(judgeBaseline({ ...TERMS, server: "" }, [], NOW)).toMatchObject({ reason: "NotSaid" });
    expect(judgeBaseline({ ...TERMS, queries: {} }, [], NOW)).toMatchObject({ reason: "NotSaid" });
    expect(judgeBaseline(TERMS, [], NOW)).toMatchObject({ verdict: "inconclusive", reason: "NoBaseline" });
  });

  it("is there only for finite numbers, however many queries there are", () => {
    fc.assert(
      fc.property(fc.array(fc.double(), { minLength: 1, maxLength: 8 }), (values) => {
        const queries = Object.fromEntries(values.map((_value, index) => [`q${index}`, "x"]));
        const facts = values.map((value, index) => ({ name: `q${index}`, answer: sample(value) }));
        const { verdict } = judgeBaseline({ ...TERMS, queries }, facts, NOW);
        expect(verdict).toBe(values.every(Number.isFinite) ? "pass" : "inconclusive");
      }),
    );
  });
});

describe("images", () => {
  const there = { image: "shop/web:1", answer: { digest: "sha256:1" } } as const;

  it.each([
    ["pass", "Present", [there]],
    ["inconclusive", "NoImages", []],
    ["fail", "Missing", [there, { image: "b", answer: { missing: "There is no b." } }]],
    [
      "fail",
      "Missing",
      [
        { image: "a", answer: { refused: "no" } },
        { image: "b", answer: { missing: "There is no b." } },
      ],
    ],
    ["inconclusive", "SignInNeeded", [there, { image: "b", answer: { refused: "no" } }]],
    ["inconclusive", "NoAnswer", [there, { image: "b", answer: { problem: "It timed out." } }]],
  ] as const)("%s: %s", (verdict, reason, facts) => {
    expect(judgeImages(facts)).toMatchObject({ verdict, reason });
  });

  it("are remembered by their digests, so that a tag that moves later is seen", () => {
    expect(judgeImages([there]).facts).toEqual({ "shop/web:1": "sha256:1" });
  });
});
