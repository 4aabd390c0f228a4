import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assess, type LineState } from "../../../../src/core/checklists/assess.ts";
import type { Checklist } from "../../../../src/core/checklists/checklist.ts";
import { checksOfList } from "../../../../src/core/checklists/checklist.ts";
import { CHECKLISTS } from "../../../../src/core/checklists/lists.ts";
import type { CheckVerdict, Evidence } from "../../../../src/core/evidence/evidence.ts";

const LIST: Checklist = {
  id: "pre-deployment",
  title: "List",
  when: "Now.",
  groups: [
    {
      id: "one",
      label: "One",
      lines: [
        { id: "both", label: "Both", source: "a.md:1", checks: ["documents-rollback", "rehearsed"] },
        { id: "said", label: "Said", source: "a.md:2", checks: ["on-call-available"] },
        { id: "edge", label: "Edge", source: "a.md:3", checks: ["k8s-ingress-tls"], whereUsed: true },
      ],
    },
  ],
};

function evidence(check: string, verdict: CheckVerdict, more: Partial<Evidence> = {}): Evidence {
  return { check, verdict, reason: "Seen", message: `${check} ${verdict}.`, source: "test", collectedAt: 7, ...more };
}

function lineOf(id: string, found: readonly Evidence[], left?: Readonly<Record<string, string>>) {
  const [group] = assess(LIST, { evidence: found, ...(left === undefined ? {} : { left }) }).groups;
  const line = group?.lines.find((one) => one.line.id === id);
  if (line === undefined) throw new Error(id);
  return line;
}

describe("a line of a checklist", () => {
  it.each<[CheckVerdict, CheckVerdict, LineState]>([
    ["pass", "pass", "met"],
    ["pass", "inconclusive", "open"],
    ["inconclusive", "fail", "missing"],
    ["pass", "fail", "missing"],
  ])("whose checks say %s and %s is %s", (first, second, state) => {
    const line = lineOf("both", [evidence("documents-rollback", first), evidence("rehearsed", second)]);
    expect(line.state).toBe(state);
    expect(line.at).toBe(7);
  });

  it("says only what keeps it from being met", () => {
    const line = lineOf("both", [evidence("documents-rollback", "pass"), evidence("rehearsed", "fail")]);
    expect(line.sentence).toBe("rehearsed fail.");
  });

  it("takes the newest evidence on a check", () => {
    const found = [evidence("on-call-available", "fail"), evidence("on-call-available", "pass")];
    expect(lineOf("said", found).state).toBe("met");
  });

  it("says who can answer where nothing is known", () => {
    expect(lineOf("said", []).sentence).toContain("only a person can tell");
    expect(lineOf("both", [evidence("documents-rollback", "pass")]).sentence).toContain(
      "only a deployment can show it",
    );
    expect(lineOf("edge", [], { "k8s-ingress-tls": "Left alone." }).sentence).toBe("Left alone.");
    expect(lineOf("said", []).at).toBeUndefined();
    const asked = new Set(["on-call-available"]);
    const [group] = assess(LIST, { evidence: [], asked }).groups;
    expect(group?.lines[1]?.sentence).toContain("is asked when a version is deployed");
  });

  it("asks for nothing where there is nothing that it is about, and yet is not met", () => {
    const nothing = { reason: "NothingFound", message: "Found none." };
    const line = lineOf("edge", [evidence("k8s-ingress-tls", "inconclusive", nothing)]);
    expect(line).toMatchObject({ state: "open", sentence: expect.stringContaining("only where there are such") });
    const other = lineOf("both", [evidence("documents-rollback", "inconclusive", nothing)]);
    expect(other.sentence).toContain("Add them");
  });
});

describe("a list", () => {
  it("is met only where every check passed, and counts every line once", () => {
    const verdict = fc.constantFrom<CheckVerdict | undefined>("pass", "fail", "inconclusive", undefined);
    for (const list of Object.values(CHECKLISTS)) {
      const checks = checksOfList(list);
      fc.assert(
        fc.property(fc.array(verdict, { minLength: checks.length, maxLength: checks.length }), (verdicts) => {
          const found = checks.flatMap((check, index) => {
            const one = verdicts[index];
            return one === undefined ? [] : [evidence(check, one)];
          });
          const { count, groups } = assess(list, { evidence: found });
          const lines = groups.flatMap((group) => group.lines);
          expect(count.met + count.missing + count.open).toBe(lines.length);
          expect(count.total).toBe(lines.length);
          for (const { line, state, sentence } of lines) {
            expect(sentence).not.toBe("");
            const all = line.checks.map((check) => verdicts[checks.indexOf(check)]);
            expect(state === "met").toBe(all.every((one) => one === "pass"));
            expect(state === "missing").toBe(all.includes("fail"));
          }
        }),
      );
    }
  });
});
