import fc from "fast-check";
import { expect, test } from "vitest";
import { type Tried, triedOf, withTried } from "../../../../src/core/checklists/tried.ts";

const tried = (check: string, subject: string, workloads: readonly string[], collectedAt = 0): Tried => ({
  subject,
  workloads,
  evidence: { check, verdict: "pass", reason: "Ran", message: `${check} ran.`, source: "npm", collectedAt },
});

test("of each check of a subject the newest is kept, and nothing else is touched", () => {
  const one = fc
    .tuple(
      fc.constantFrom("build-production", "variables-set"),
      fc.constantFrom("a", "b"),
      fc.constantFrom("web", "db"),
    )
    .map(([check, subject, workload]) => ({ check, subject, workload }));
  fc.assert(
    fc.property(fc.array(one), one, (before, last) => {
      const all = [...before, last].map(({ check, subject, workload }, at) => tried(check, subject, [workload], at));
      const kept = all.reduce<readonly Tried[]>((some, next) => withTried(some, [next]), []);
      const names = kept.map(({ evidence, subject, workloads }) => [evidence.check, subject, ...workloads].join(" "));
      expect(new Set(names).size).toBe(names.length);
      expect(new Set(names)).toEqual(
        new Set([...before, last].map((of) => `${of.check} ${of.subject} ${of.workload}`)),
      );
      expect(kept.at(-1)?.evidence.collectedAt).toBe(before.length);
    }),
  );
});

test("it does not grow without end", () => {
  const many = Array.from({ length: 2000 }, (_, index) => tried("build-production", String(index), []));
  expect(withTried([], many)).toHaveLength(500);
});

test("what is built the same way tells of every environment, but variables only of the workloads they were held against", () => {
  const all = [tried("build-production", "same", ["web"]), tried("variables-set", "same", ["web"])];
  const checks = (subject: string, workloads: readonly string[]): string[] =>
    triedOf(all, { subject, workloads }).map(({ check }) => check);
  expect(checks("same", ["web"])).toEqual(["build-production", "variables-set"]);
  expect(checks("same", ["web", "worker"])).toEqual(["build-production"]);
  expect(checks("another", ["web"])).toEqual([]);
});
