import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeTests } from "../../../../../src/core/gates/rules/reports/tests.ts";
import { ASK, factsOf, read, tests } from "./facts.ts";

function judged(bound: number, counts: Parameters<typeof tests>[0]) {
  return judgeTests(ASK, bound, factsOf([read(tests(counts))]));
}

describe("tests", () => {
  it("pass with the number, the bound and the file with its hash and date", () => {
    const found = judgeTests(ASK, 100, factsOf([read(tests({ skipped: 2 }))]));
    expect(found).toMatchObject({
      verdict: "pass",
      message: "10 of 10 unit tests passed: 100 %, and 100 % must. 2 were skipped.",
      measure: { value: 100, bound: 100, good: "at-least", unit: "%" },
      files: [{ path: "reports/r.xml", sha256: expect.stringMatching(/^reports/u), madeAt: expect.any(Number) }],
    });
  });

  it("fail with the place of every test that failed", () => {
    const failures = [
      { name: "adds", className: "Sums", file: "src/sum.test.ts", line: 12, message: "1 is not 2\nat", reportLine: 4 },
      { name: "Sums subtracts", className: "Sums", reportLine: 9 },
    ];
    const found = judgeTests(ASK, 100, factsOf([read(tests({ passed: 212, failed: 2, failures }))]));
    expect(found).toMatchObject({ verdict: "fail", reason: "TestsFailed", measure: { value: 99.06, bound: 100 } });
    expect(found.message).toBe("212 of 214 unit tests passed: 99.06 %, and 100 % must.");
    expect(found.spots).toEqual([
      { report: "reports/r.xml", reportLine: 4, named: "src/sum.test.ts", line: 12, about: "Sums › adds: 1 is not 2" },
      { report: "reports/r.xml", reportLine: 9, about: "Sums subtracts" },
    ]);
  });

  it("may fail within the bound, and not below it", () => {
    expect(judged(95, { passed: 95, failed: 5 }).verdict).toBe("pass");
    expect(judged(95, { passed: 949, failed: 51 }).verdict).toBe("fail");
    expect(judged(95, { passed: 19, failed: 1 }).verdict).toBe("pass");
  });

  it("that did not run prove nothing", () => {
    expect(judged(0, { passed: 0 })).toMatchObject({ verdict: "inconclusive", reason: "NothingRan" });
    expect(judged(0, { passed: 0, skipped: 3 })).toMatchObject({ verdict: "inconclusive", reason: "AllSkipped" });
  });

  it("fail where something failed outside of any test", () => {
    expect(judgeTests(ASK, 50, factsOf([read(tests({ outside: 1 }))]))).toMatchObject({
      verdict: "fail",
      reason: "SuiteFailed",
    });
  });

  it("are counted once where the same report lies there twice", () => {
    const twice = [
      read(tests({ failed: 1 })),
      read(tests({ failed: 1 }), { path: "copy", sha256: read(tests()).sha256 }),
    ];
    expect(judgeTests(ASK, 90, factsOf(twice)).facts).toMatchObject({ ran: 11 });
  });

  it("never pass below the bound, nor are they shown as if they met it", () => {
    const count = fc.integer({ min: 0, max: 100_000 });
    fc.assert(
      fc.property(count, count, fc.integer({ min: 0, max: 100 }), (passed, failed, bound) => {
        const { verdict, measure } = judgeTests(ASK, bound, factsOf([read(tests({ passed, failed }))]));
        const met = passed + failed > 0 && (passed / (passed + failed)) * 100 >= bound - 1e-9;
        expect(verdict === "pass").toBe(met);
        expect(verdict === "fail" && (measure?.value ?? 100) >= bound).toBe(false);
      }),
    );
  });
});
