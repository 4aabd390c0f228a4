import fc from "fast-check";
import { expect, test } from "vitest";
import { readAs } from "../../support/reports/readText.ts";

type Ending = "passed" | "failed" | "errored" | "skipped";

interface Suite {
  readonly name: string;
  readonly cases: readonly { readonly name: string; readonly ending: Ending; readonly message: string }[];
  readonly suites: readonly Suite[];
}

/** What XML may have in it. */
const text = fc.string({ unit: "grapheme", maxLength: 20 }).map((value) => value.replaceAll(/[^\P{C}\n]/gu, "?"));

const { suite } = fc.letrec<{ suite: Suite }>((tie) => ({
  suite: fc.record({
    name: text,
    cases: fc.array(
      fc.record({
        name: text,
        ending: fc.constantFrom<Ending>("passed", "failed", "errored", "skipped"),
        message: text,
      }),
      { maxLength: 8 },
    ),
    suites: fc.oneof({ depthSize: "small" }, fc.constant([]), fc.array(tie("suite"), { maxLength: 3 })),
  }),
}));

const CHILD: Readonly<Record<Ending, (message: string) => string>> = {
  passed: (message) => `<system-out><![CDATA[<failure>${message.replaceAll("]]>", "")}]]></system-out>`,
  failed: (message) => `<failure message='${message}'/>`,
  errored: (message) => `<error>${message}</error>`,
  skipped: () => "<skipped />",
};

function escaped(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("'", "&#39;").replaceAll('"', "&quot;");
}

function xmlOf({ name, cases, suites }: Suite): string {
  const all = cases.map(
    (one) =>
      `<testcase classname = "c" name='${escaped(one.name)}'>${CHILD[one.ending](escaped(one.message))}</testcase>\n`,
  );
  return `<testsuite name='${escaped(name)}' tests="${countOf({ name, cases, suites })}">${all.join("")}<!-- <testcase/> -->${suites.map(xmlOf).join("")}</testsuite>`;
}

function countOf({ cases, suites }: Suite, ending?: Ending): number {
  const own = cases.filter((one) => ending === undefined || one.ending === ending).length;
  return suites.reduce((sum, inner) => sum + countOf(inner, ending), own);
}

function namesOf({ cases, suites }: Suite): string[] {
  const own = cases.filter(({ ending }) => ending === "failed" || ending === "errored").map(({ name }) => name.trim());
  return [...own, ...suites.flatMap(namesOf)];
}

test("whatever suites there are, their cases are counted and the first that failed are named", async () => {
  await fc.assert(
    fc.asyncProperty(suite, async (root) => {
      fc.pre(countOf(root) > 0);
      const report = await readAs("tests", xmlOf(root));
      expect(report).toMatchObject({
        tests: countOf(root),
        passed: countOf(root, "passed"),
        failed: countOf(root, "failed"),
        errored: countOf(root, "errored"),
        skipped: countOf(root, "skipped"),
        disagreements: [],
      });
      const names = namesOf(root).map((name) => name.replaceAll(/\s+/gu, " ") || "(without a name)");
      expect(report.failures.map(({ name }) => name.replaceAll(/\s+/gu, " "))).toEqual(names.slice(0, 20));
    }),
    { numRuns: 300 },
  );
});
