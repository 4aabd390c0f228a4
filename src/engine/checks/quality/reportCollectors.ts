import { redact } from "../../../base/redact.ts";
import type { EvidencePlace } from "../../../core/evidence/evidence.ts";
import type { Finding } from "../../../core/gates/finding.ts";
import { type CoverageCounts, judgeCoverage } from "../../../core/gates/rules/reports/coverage.ts";
import type { BenchmarkFigures } from "../../../core/gates/rules/reports/benchmarks.ts";
import { judgeLoad, type LoadFigures } from "../../../core/gates/rules/reports/load.ts";
import {
  type AnyReport,
  type Judged,
  placeOf,
  type ReportAsk,
  type ReportFacts,
} from "../../../core/gates/rules/reports/reportFacts.ts";
import { type FindingCounts, judgeSecurity } from "../../../core/gates/rules/reports/security.ts";
import { judgeTests, type TestCounts } from "../../../core/gates/rules/reports/tests.ts";
import type { ReportTerms } from "../../../core/gates/terms.ts";
import type { ReportFiles } from "../../../core/ports/reportFiles.ts";
import type { Collector } from "../collector.ts";
import { readReports } from "./readReports.ts";
import { type Asked, withTerms } from "./withTerms.ts";

/** Checks that reports of other programs answer. */
export const REPORT_COLLECTORS = {
  "unit-tests": tests("unit"),
  "smoke-tests": tests("smoke"),
  "sanity-tests": tests("sanity"),
  "regression-tests": tests("regression"),
  "integration-tests": tests("integration"),
  "end-to-end-tests": tests("end-to-end"),
  coverage: withTerms("coverage", "coverage reports", (asked, terms) => {
    const words = { what: "coverage", key: "evidence.coverage", example: "coverage/lcov.info" };
    const ask = { ...words, ...sought(terms), kinds: ["coverage"], again: "Run the tests again, with coverage." };
    return judged(asked, ask, (facts: ReportFacts<CoverageCounts>) => judgeCoverage(ask, terms.lines, facts));
  }),
  "security-basic": security(),
  "security-full": security(),
  load: withTerms("load", "results of load tests", (asked, terms) => {
    const words = { what: "load tests", key: "evidence.load", example: "reports/k6-summary.json" };
    const ask = { ...words, ...sought(terms), kinds: ["load", "benchmark"], again: "Run the load test again." };
    return judged(asked, ask, (facts: ReportFacts<LoadFigures | BenchmarkFigures>) => judgeLoad(ask, terms, facts));
  }),
} as const satisfies Readonly<Record<string, Collector>>;

function tests(kind: string): Collector {
  return withTerms("tests", "JUnit reports", (asked, terms) => {
    const words = { what: `${kind} tests`, key: `evidence.tests.${kind}`, example: `reports/${kind}/*.xml` };
    const ask = { ...words, ...sought(terms), kinds: ["tests"], again: "Run the tests again." };
    return judged(asked, ask, (facts: ReportFacts<TestCounts>) => judgeTests(ask, terms.passRate, facts));
  });
}

function security(): Collector {
  return withTerms("security", "SARIF reports", (asked, terms) => {
    const words = { what: "scanners", key: "evidence.security", example: "reports/*.sarif" };
    const ask = { ...words, ...sought(terms), kinds: ["findings"], again: "Scan again." };
    return judged(asked, ask, (facts: ReportFacts<FindingCounts>) => judgeSecurity(ask, terms.open, facts));
  });
}

function sought({ reports, maxAge }: ReportTerms): Pick<ReportAsk, "globs" | "maxAge"> {
  return { globs: reports, maxAge };
}

async function judged<R extends AnyReport>(
  { ports }: Asked,
  { globs }: ReportAsk,
  judge: (facts: ReportFacts<R>) => Judged,
): Promise<Finding> {
  const { spots, ...finding } = judge(await readReports<R>(ports, globs));
  const source = globs.length === 0 ? {} : { source: globs.join(", ") };
  if (spots === undefined) return { ...finding, ...source };
  const places = await Promise.all(spots.map((spot) => placed(ports.reports, spot)));
  return { ...finding, places, ...source };
}

async function placed(files: ReportFiles, spot: NonNullable<Judged["spots"]>[number]): Promise<EvidencePlace> {
  const located = spot.named === undefined ? undefined : await files.locate(spot.named, spot.report);
  // What a test compared or a scanner found may be a secret, and evidence is written down.
  return placeOf({ ...spot, about: redact(spot.about) }, located);
}
