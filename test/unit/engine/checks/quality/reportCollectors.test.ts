import { createHash } from "node:crypto";
import { mkdir, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { reportFilesAt } from "../../../../../src/adapters/storage/reportFiles.ts";
import { ManualClock } from "../../../../../src/base/clock.ts";
import { configSchema } from "../../../../../src/core/config/config.ts";
import type { Finding } from "../../../../../src/core/gates/finding.ts";
import { checkSpec, type CheckId } from "../../../../../src/core/gates/registry.ts";
import { termsOf } from "../../../../../src/core/gates/termsOf.ts";
import { QUALITY_COLLECTORS } from "../../../../../src/engine/checks/qualityCollectors.ts";
import type { RunPorts } from "../../../../../src/engine/runPorts.ts";
import type { RunState } from "../../../../../src/core/run/state.ts";
import { temporaryFolder } from "../../../../support/temporaryFolder.ts";

const clock = new ManualClock();
const NOW = clock.now();

const EVIDENCE = {
  tests: { unit: "reports/unit/*.xml" },
  coverage: "coverage/lcov.info",
  security: "reports/*.sarif",
  load: "reports/k6.json",
  backup: "backups/*",
};

interface Written {
  readonly text: string;
  /** Seconds before now. */
  readonly ago?: number;
}

async function collect(
  check: CheckId & keyof typeof QUALITY_COLLECTORS,
  files: Readonly<Record<string, string | Written>>,
  evidence: object = EVIDENCE,
): Promise<Finding> {
  const folder = await temporaryFolder();
  for (const [path, file] of Object.entries(files)) {
    const { text, ago = 60 } = typeof file === "string" ? { text: file } : file;
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
    await utimes(join(folder, path), NOW / 1000 - ago, NOW / 1000 - ago);
  }
  const place = { context: "c", namespace: "n", evidence };
  const config = configSchema.parse({ version: 1, applications: { shop: { environments: { live: place } } } });
  const environment = config.applications["shop"]!.environments["live"]!;
  const terms = termsOf(check, environment);
  const head = "c".repeat(40);
  const git = { state: async () => ({ head, branch: "main", changed: [], authors: [], committedAt: NOW - 3_600_000 }) };
  const ports = { clock, git, inCommit: async () => new Map(), reports: reportFilesAt(folder) } as unknown as RunPorts;
  const spec = terms === undefined ? checkSpec(check) : { ...checkSpec(check), terms };
  return QUALITY_COLLECTORS[check].collect(ports, {} as RunState, spec);
}

const JUNIT = `<testsuites><testsuite name="sums" tests="3" failures="1" skipped="1">
<testcase name="adds" classname="Sums" file="src/sum.test.ts" line="7"/>
<testcase name="subtracts" classname="Sums" file="src/sum.test.ts" line="12"><failure message="1 is not 2"/></testcase>
<testcase name="later"><skipped/></testcase>
</testsuite></testsuites>`;

const lcov = (hit: number): string =>
  `TN:\nSF:src/a.ts\n${Array.from({ length: 10 }, (_one, line) => `DA:${line + 1},${line < hit ? 1 : 0}`).join("\n")}\nLF:10\nLH:${hit}\nend_of_record\n`;

const sarif = (severity: string): string =>
  JSON.stringify({
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: { name: "trivy", rules: [{ id: "CVE-1", properties: { "security-severity": severity } }] },
        },
        results: [
          {
            ruleId: "CVE-1",
            message: { text: "An old library." },
            locations: [{ physicalLocation: { artifactLocation: { uri: "package.json" }, region: { startLine: 5 } } }],
          },
        ],
      },
    ],
  });

const velero = (phase: string, at: string): string =>
  JSON.stringify({ kind: "Backup", status: { phase, completionTimestamp: at } });
const minutesAgo = (minutes: number): string => new Date(NOW - minutes * 60_000).toISOString();

describe("reports of other programs", () => {
  it("show the tests that failed, in their files where these are there", async () => {
    const found = await collect("unit-tests", { "reports/unit/a.xml": JUNIT, "src/sum.test.ts": "" });
    expect(found).toMatchObject({
      verdict: "fail",
      source: "reports/unit/*.xml",
      message: "1 of 2 unit tests passed: 50 %, and 100 % must. 1 was skipped.",
      places: [{ path: "src/sum.test.ts", line: 12, about: "Sums › subtracts: 1 is not 2" }],
      files: [
        {
          path: "reports/unit/a.xml",
          sha256: createHash("sha256").update(JUNIT).digest("hex"),
          bytes: JUNIT.length,
          madeAt: NOW - 60_000,
        },
      ],
    });
    const without = await collect("unit-tests", { "reports/unit/a.xml": JUNIT });
    expect(without.places).toEqual([{ path: "reports/unit/a.xml", line: 3, about: "Sums › subtracts: 1 is not 2" }]);
  });

  it("are in doubt where one of them is no report, is old, or is not there", async () => {
    const good = JUNIT.replaceAll(/<failure.*?\/>/gu, "").replace('failures="1"', 'failures="0"');
    expect(await collect("unit-tests", { "reports/unit/a.xml": good })).toMatchObject({ verdict: "pass" });
    const of = async (files: Parameters<typeof collect>[1]) => (await collect("unit-tests", files)).reason;
    expect(await of({ "reports/unit/a.xml": good, "reports/unit/b.xml": "<html/>" })).toBe("Unreadable");
    expect(await of({ "reports/unit/a.xml": { text: good, ago: 7200 } })).toBe("OlderThanCommit");
    expect(await of({ "reports/unit/a.xml": good, "reports/unit/b.xml": "" })).toBe("Unreadable");
    expect(await of({})).toBe("NoFile");
    expect(await collect("unit-tests", {}, {})).toMatchObject({ verdict: "inconclusive", reason: "NotSaid" });
    expect(await of({ "reports/unit/a.xml": `<!DOCTYPE a [<!ENTITY x "y">]>${good}` })).not.toBe("Passed");
  });

  it("of coverage are held against its bound", async () => {
    expect(await collect("coverage", { "coverage/lcov.info": lcov(9) })).toMatchObject({ verdict: "pass" });
    expect(await collect("coverage", { "coverage/lcov.info": lcov(8) })).toMatchObject({
      verdict: "fail",
      measure: { value: 80, bound: 90 },
    });
  });

  it("of scanners count what is open by its severity", async () => {
    expect(await collect("security-basic", { "reports/s.sarif": sarif("8.1") })).toMatchObject({ verdict: "pass" });
    expect(await collect("security-full", { "reports/s.sarif": sarif("8.1"), "package.json": "{}" })).toMatchObject({
      verdict: "fail",
      places: [{ path: "package.json", line: 5, about: "high: CVE-1: An old library." }],
    });
    expect(await collect("security-basic", { "reports/s.sarif": sarif("9.8") })).toMatchObject({ verdict: "fail" });
  });

  it("lose secrets on the way into evidence", async () => {
    const leak = JUNIT.replace("1 is not 2", "expected token=ghp_0123456789abcdefghij to be gone");
    const found = await collect("unit-tests", { "reports/unit/a.xml": leak });
    expect(JSON.stringify(found)).not.toContain("ghp_0123456789");
    expect(found.places?.[0]?.about).toContain("[redacted]");
  });

  it("say nothing where the plan gives no terms", async () => {
    const ports = {} as RunPorts;
    const finding = await QUALITY_COLLECTORS["unit-tests"].collect(ports, {} as RunState, checkSpec("unit-tests"));
    expect(finding).toMatchObject({ verdict: "inconclusive", reason: "NoTerms" });
  });
});

describe("the last backup", () => {
  it.each([
    ["pass", "Fresh", { "backups/a.json": velero("Completed", minutesAgo(59)) }],
    ["fail", "TooOld", { "backups/a.json": velero("Completed", minutesAgo(61)) }],
    ["fail", "BackupFailed", { "backups/a.json": velero("PartiallyFailed", minutesAgo(5)) }],
    ["pass", "Fresh", { "backups/a.json": velero("Completed", minutesAgo(300)), "backups/dump.sql": "-- data" }],
    ["fail", "TooOld", { "backups/dump.sql": { text: "-- data", ago: 3700 } }],
    ["inconclusive", "Empty", { "backups/dump.sql": "" }],
    ["inconclusive", "Unreadable", { "backups/a.json": "{" }],
    ["inconclusive", "Unreadable", { "backups/a.json": JSON.stringify({ completedAt: "yesterday" }) }],
    ["inconclusive", "Unreadable", { "backups/a.json": JSON.stringify({ endTime: "2026-01-01T00:00:00" }) }],
    ["inconclusive", "FromTheFuture", { "backups/a.json": JSON.stringify({ endTime: minutesAgo(-10) }) }],
    ["inconclusive", "NoFile", {}],
  ])("%s: %s", async (verdict, reason, files) => {
    expect(await collect("backup-recent", files as Record<string, string>)).toMatchObject({ verdict, reason });
  });

  it("is the newest of a list", async () => {
    const items = [
      { status: { phase: "Completed", completionTimestamp: minutesAgo(400) } },
      { status: { phase: "Completed", completionTimestamp: minutesAgo(10) } },
    ];
    expect(await collect("backup-recent", { "backups/list.json": JSON.stringify({ items }) })).toMatchObject({
      verdict: "pass",
      measure: { value: 600, bound: 3600, unit: "s" },
    });
  });
});
