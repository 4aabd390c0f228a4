import { describe, expect, it } from "vitest";
import { readAs, readText, reasonOf } from "../../support/reports/readText.ts";

function suite(cases: string, attributes = ""): string {
  return `<testsuites><testsuite name="s" ${attributes}>${cases}</testsuite></testsuites>`;
}

const PASSED = '<testcase name="p" classname="c" time="1"/>';
const FAILED = '<testcase name="f" classname="c"><failure message="m"/></testcase>';

function suiteAt(timestamp: string): string {
  return `<testsuite timestamp="${timestamp}">${PASSED}</testsuite>`;
}

/** Counts three, lists two. */
function pending(skipped: string): string {
  return `<testsuites tests="3" failures="1" ${skipped}>${suite(PASSED + FAILED, 'tests="3" failures="1"')}</testsuites>`;
}

function fourTold(name: string): string {
  return `<testsuite name="${name}" errors="0" failures="0" skipped="0" tests="4">${PASSED}</testsuite>`;
}

describe("how a test case ended", () => {
  it.each([
    ["nothing said", "<testcase/>", "passed"],
    ["output only", "<testcase><system-out>failure</system-out></testcase>", "passed"],
    ["failure", "<testcase><failure/></testcase>", "failed"],
    ["error", "<testcase><error/></testcase>", "errored"],
    ["error, then failure", "<testcase><error/><failure/></testcase>", "failed"],
    ["skipped", "<testcase><skipped/></testcase>", "skipped"],
    ["skipped and failed", "<testcase><skipped/><failure/></testcase>", "failed"],
    ["failed again and again", "<testcase><failure/><rerunFailure/></testcase>", "failed"],
    ["a rerun that failed, and no word of the first", "<testcase><rerunFailure/></testcase>", "failed"],
    ["a rerun that could not be carried out", "<testcase><rerunError/></testcase>", "errored"],
    ["status only", '<testcase status="failed"/>', "failed"],
    ["out of time", '<testcase status="timedOut"/>', "failed"],
    ["pending", '<testcase status="pending"></testcase>', "skipped"],
    ["status only, as an error", '<testcase status="Error"></testcase>', "failed"],
    ["not run", '<testcase status="notrun" result="suppressed"/>', "skipped"],
    ["a status that says nothing", '<testcase status="run" result="completed"/>', "passed"],
  ] as const)("%s", async (_, text, outcome) => {
    const report = await readAs("tests", suite(text));
    expect(report).toMatchObject({ passed: 0, failed: 0, errored: 0, skipped: 0, [outcome]: 1, tests: 1 });
  });

  it("counts a case that passed in the end as flaky", async () => {
    const flaky = "<testcase><flakyFailure/><flakyError/></testcase>";
    const failed = "<testcase><flakyFailure/><failure/></testcase>";
    expect(await readAs("tests", suite(flaky + failed))).toMatchObject({ passed: 1, failed: 1, flaky: 1 });
  });

  it("counts what a suite itself reports as one that could not be carried out", async () => {
    const report = await readAs("tests", suite(`${PASSED}<error message="no database"/>`, 'tests="1" errors="0"'));
    expect(report).toMatchObject({ tests: 2, passed: 1, errored: 1, disagreements: [] });
    expect(report.failures).toEqual([{ outcome: "errored", name: "s", message: "no database", reportLine: 1 }]);
  });
});

describe("what reports declare", () => {
  it("is noted where the cases disagree, and the cases count", async () => {
    const report = await readAs("tests", suite(PASSED + FAILED, 'tests="9" failures="0" errors="0" skipped="3"'));
    expect(report).toMatchObject({ tests: 2, failed: 1 });
    expect(report.disagreements).toEqual([
      { what: 'tests of "s"', declared: 9, counted: 2 },
      { what: 'skipped tests of "s"', declared: 3, counted: 0 },
      { what: 'failures of "s"', declared: 0, counted: 1 },
    ]);
  });

  it("may leave out suites within, or count errors as failures", async () => {
    const inner = `<testsuite tests="1" failures="1">${FAILED}</testsuite>`;
    const outer = (tests: number, failures: number): string =>
      `<testsuite tests="${tests}" failures="${failures}"><testcase><error/></testcase>${inner}</testsuite>`;
    expect((await readAs("tests", outer(1, 1))).disagreements).toEqual([]);
    expect((await readAs("tests", outer(2, 2))).disagreements).toEqual([]);
    expect((await readAs("tests", outer(3, 2))).disagreements).toEqual([
      { what: 'tests of "testsuite"', declared: 3, counted: 2 },
    ]);
  });

  it("may leave out what was listed and is still to be written, which then counts as skipped", async () => {
    const todo = suite(
      `${PASSED}${PASSED}${FAILED}<testcase><skipped/></testcase>`,
      'tests="3" failures="1" skipped="1"',
    );
    const report = await readAs("tests", `<testsuites tests="3" failures="1" errors="0">${todo}</testsuites>`);
    expect(report).toMatchObject({ tests: 4, passed: 1, failed: 1, skipped: 2, disagreements: [] });
  });

  it("may count what is pending without listing it, where the skipped are told further out", async () => {
    const report = await readAs("tests", pending('skipped="1"'));
    expect(report).toMatchObject({ tests: 3, passed: 1, failed: 1, skipped: 1, disagreements: [] });
    for (const unsettled of ["", 'skipped="2"', 'skipped="0"']) {
      const { disagreements } = await readAs("tests", pending(unsettled));
      expect(disagreements).toContainEqual({ what: 'tests of "s"', declared: 3, counted: 2 });
    }
  });

  it("may count subtests that are not listed, but only with pytest", async () => {
    expect(await readAs("tests", fourTold("pytest"))).toMatchObject({ tests: 1, passed: 1, disagreements: [] });
    const named = `<testsuites name="pytest tests">${fourTold("api")}</testsuites>`;
    expect(await readAs("tests", named)).toMatchObject({ tests: 1, passed: 1, disagreements: [] });
    expect((await readAs("tests", fourTold("api"))).disagreements).toHaveLength(1);
  });

  it("may count every failure of a case", async () => {
    const twice = '<testcase name="b"><failure message="i=1"/><failure message="1 of 3"/></testcase>';
    const report = await readAs("tests", suite(PASSED + twice, 'tests="2" failures="2" errors="0"'));
    expect(report).toMatchObject({ tests: 2, passed: 1, failed: 1, disagreements: [] });
  });

  it("is doubted in the number of tests where it does not agree on what failed", async () => {
    const { disagreements } = await readAs("tests", suite(PASSED + FAILED, 'tests="1" failures="0"'));
    expect(disagreements.map(({ what }) => what)).toEqual(['tests of "s"', 'failures of "s"']);
    expect((await readAs("tests", suite(PASSED + PASSED, 'tests="1"'))).disagreements).toHaveLength(1);
  });

  it.each(["-1", "NaN", "1e999", "two", "", "0x10", "1.5", "99999999999999999999"])(
    "is ignored as %j",
    async (tests) => {
      expect((await readAs("tests", suite(PASSED, `tests="${tests}"`))).disagreements).toEqual([]);
    },
  );

  it("names at most 20 failures and 20 disagreements", async () => {
    const many = `<testsuites>${`<testsuite tests="2">${FAILED}</testsuite>`.repeat(50)}</testsuites>`;
    const report = await readAs("tests", many);
    expect(report.failed).toBe(50);
    expect(report.failures).toHaveLength(20);
    expect(report.disagreements).toHaveLength(20);
  });
});

describe("times and dates", () => {
  it.each([
    ["1,234.5", 1_234_500],
    ["0,123", 123],
    ["12", 12_000],
    ["1.5e-3", 1.5],
    ["NaN", undefined],
    ["-1", undefined],
    ["Infinity", undefined],
    ["", undefined],
    ["1.2.3", undefined],
  ])("time %j is %j ms", async (time, ms) => {
    expect((await readAs("tests", suite(`<testcase time="${time}"/>`))).durationMs).toBe(ms);
  });

  it("stays a number however long the tests say they took", async () => {
    const report = await readAs("tests", suite('<testcase time="1e300"/>'.repeat(3)));
    expect(report.durationMs).toBe(Number.MAX_SAFE_INTEGER);
  });

  it("takes the earliest of all suites", async () => {
    const text = `<testsuites>${suiteAt("2026-03-01T10:00:00Z")}${suiteAt("2026-03-01T09:00:00")}${suiteAt("yesterday")}</testsuites>`;
    expect((await readAs("tests", text)).made).toEqual({ at: Date.UTC(2026, 2, 1, 9), zoned: false });
  });
});

describe("what is told of a failure", () => {
  it("has names, place and message, trimmed and cut", async () => {
    const text = suite(
      `\n<testcase name="a &amp; b" classname="c" file="t.js" line="7">\n<failure message="${"x".repeat(9000)}"/></testcase>`,
    );
    const [failure] = (await readAs("tests", text)).failures;
    expect(failure).toMatchObject({ name: "a & b", className: "c", file: "t.js", line: 7, reportLine: 2 });
    expect(failure?.message).toHaveLength(500);
  });

  it("takes the suite's file, and the text where there is no message", async () => {
    const text = suite(
      '<testcase name="a" line="0"><failure message=" ">  one &lt;\n<![CDATA[<two>]]> </failure></testcase>',
      'file="t.rb"',
    );
    const [failure] = (await readAs("tests", text)).failures;
    expect(failure).toEqual({ outcome: "failed", name: "a", file: "t.rb", message: "one <\n<two>", reportLine: 1 });
  });

  it("does not keep a text of megabytes", async () => {
    const text = suite(`<testcase name="a"><failure>${"long ".repeat(400_000)}</failure></testcase>${PASSED}`);
    const report = await readAs("tests", text);
    expect(report).toMatchObject({ failed: 1, passed: 1 });
    expect(report.failures[0]?.message).toHaveLength(500);
  });
});

describe("what opens no gate", () => {
  it.each([
    ["no test case", "<testsuites/>", "NoTests"],
    ["an empty suite", '<testsuite tests="12" failures="0"></testsuite>', "NoTests"],
    ["a suite that only failed to start", "<testsuite><error/></testsuite>", "NoTests"],
    ["cut off between cases", `<testsuites><testsuite>${PASSED}`, "CutOff"],
    ["cut off in a tag", `<testsuites><testsuite>${PASSED}<testcase na`, "CutOff"],
    ["cut off in the first tag", "<testsuites", "BrokenXml"],
    ["a tag that is too long", `<testsuite name="${"x".repeat(3_000_000)}"`, "TooLarge"],
    ["cut off in a value", `<testsuites><testsuite>${PASSED}<testcase name="a>`, "CutOff"],
    ["cut off in CDATA", "<testsuite><testcase><failure><![CDATA[ at", "CutOff"],
    ["cut off in the last tag", `<testsuite>${PASSED}</testsuit`, "CutOff"],
    ["wrongly nested", `<testsuite><testcase></testsuite></testcase>`, "BrokenXml"],
    ["two roots", `<testsuite>${PASSED}</testsuite><testsuite>${PASSED}</testsuite>`, "BrokenXml"],
    ["text after it", `<testsuite>${PASSED}</testsuite>more`, "BrokenXml"],
    ["an end too many", `<testsuite>${PASSED}</testsuite></testsuite>`, "BrokenXml"],
    ["a comment that does not end", `<testsuite>${PASSED}</testsuite><!-- `, "BrokenXml"],
    ["an attribute twice", '<testsuite><testcase time="1" time="2"/></testsuite>', "BrokenXml"],
    ["no quotes", "<testsuite><testcase name=a/></testsuite>", "BrokenXml"],
    ["an attribute without value", "<testsuite><testcase name/></testsuite>", "BrokenXml"],
    ["attributes without space", '<testsuite><testcase name="a"time="1"/></testsuite>', "BrokenXml"],
    ["a < in a value", '<testsuite><testcase name="a<b"/></testsuite>', "BrokenXml"],
    ["an ampersand alone", `<testsuite>a & b${PASSED}</testsuite>`, "BrokenXml"],
    ["a reference to no character", `<testsuite>&#xD800;${PASSED}</testsuite>`, "BrokenXml"],
    ["zero bytes", `<testsuite>${PASSED}\0\0\0</testsuite>`, "BrokenXml"],
    ["another root", "<html><testcase/></html>", "UnknownFormat"],
    ["JMeter's XML", "<testResults version='1.2'></testResults>", "UnknownFormat"],
    ["a root named like a member of every object", "<constructor/>", "UnknownFormat"],
    ["an undeclared entity", `<testsuite>&lol;${PASSED}</testsuite>`, "Entities"],
    ["an undeclared entity in a name that is read", '<testsuite><testcase time="&lol;"/></testsuite>', "Entities"],
    ["nested too deep", "<testsuite>".repeat(300), "TooDeep"],
  ])("%s", async (_, text, reason) => {
    expect(await reasonOf(text)).toBe(reason);
  });

  it("entities that multiply", async () => {
    const lines = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`);
    const text = `<?xml version="1.0"?><!DOCTYPE t [<!ENTITY l0 "lol">${lines.join("")}]><testsuite>&l9;${PASSED}</testsuite>`;
    expect(await readText(text)).toMatchObject({ kind: "unreadable", reason: "Entities", line: 1 });
  });

  it("entities from outside", async () => {
    const text = `<!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/hostname">]>\n<testsuite>&x;${PASSED}</testsuite>`;
    expect(await reasonOf(text)).toBe("Entities");
  });

  it("tells the line", async () => {
    const report = await readText(`<testsuite>\n${PASSED}\n\n</testcase>`);
    expect(report).toMatchObject({ reason: "BrokenXml", line: 4 });
  });

  it("a document type that only names a place is passed over, and its entities stay unknown", async () => {
    const type = '<!DOCTYPE testsuite SYSTEM "http://example.test/junit.dtd">';
    expect(await reasonOf(`${type}<testsuite>${PASSED}</testsuite>`)).toBe("It is a report about tests");
    expect(await reasonOf(`${type}<testsuite>&x;${PASSED}</testsuite>`)).toBe("Entities");
  });
});
