import { evidenceHash } from "../../src/core/evidence/evidenceHash.ts";
import type { Evidence } from "../../src/core/evidence/evidence.ts";
import { asEvidence, type Finding } from "../../src/core/gates/finding.ts";
import { gateVerdict } from "../../src/core/gates/gateVerdict.ts";
import { judgeBaseline } from "../../src/core/gates/rules/baseline.ts";
import { judgeCoverage } from "../../src/core/gates/rules/reports/coverage.ts";
import { judgeLoad } from "../../src/core/gates/rules/reports/load.ts";
import { judgeSecurity } from "../../src/core/gates/rules/reports/security.ts";
import { judgeTests } from "../../src/core/gates/rules/reports/tests.ts";
import { ASK, coverage, factsOf, findings, load, NOW, read, tests } from "../../test/unit/core/gates/reports/facts.ts";
import type { Bench } from "./figure.ts";

const CHECKS = 200;
/** Reports that each check rests on. */
const REPORTS = 20;
const WARM_UPS = 5;
const RUNS = 31;

/** Judging a gate from what its reports came to, beside hashing the same evidence, which every approval does. */
export const gatesBench: Bench = {
  name: "gates",
  async run() {
    const specs = Array.from({ length: CHECKS }, (_one, index) => ({ id: `check-${index}`, label: `Check ${index}` }));
    const judges = Array.from({ length: CHECKS }, (_one, index) => judgeFor(index));
    const samples: number[] = [];
    const reference: number[] = [];
    for (let run = -WARM_UPS; run < RUNS; run += 1) {
      let evidence: readonly Evidence[] = [];
      const judging = timed(() => {
        evidence = judges.map((judge, index) => asEvidence(`check-${index}`, judge(), "reports/*", NOW));
        const { verdict } = gateVerdict(specs, evidence);
        if (verdict !== "pass") throw new Error("The gate of the bench does not open.");
      });
      const hashing = timed(() => evidenceHash(evidence.map((one) => ({ node: "gate", visit: 1, evidence: one }))));
      if (run < 0) continue;
      samples.push(judging);
      reference.push(hashing);
    }
    return [
      {
        name: `gate of ${CHECKS} checks judged from ${CHECKS * REPORTS} summaries`,
        unit: "ms",
        samples,
        reference: { name: "hashing the evidence", samples: reference },
        goal: { of: "median", limit: 50 },
      },
    ];
  },
};

const KINDS = [
  () => over(tests({ passed: 900, skipped: 3 }), (facts) => judgeTests(ASK, 100, facts)),
  () => over(coverage(95, 100), (facts) => judgeCoverage(ASK, 90, facts)),
  () => over(findings({ suppressed: 4 }), (facts) => judgeSecurity(ASK, { critical: 0, high: 0 }, facts)),
  () => over(load(), (facts) => judgeLoad(ASK, { errorRate: 1, requests: 1000, p95: 200 }, facts)),
  () => {
    const queries = Object.fromEntries(Array.from({ length: REPORTS }, (_one, index) => [`query-${index}`, "up"]));
    const answer = { samples: [{ value: 1, at: NOW }], warnings: [] };
    const facts = Object.keys(queries).map((name) => ({ name, answer }));
    return () => judgeBaseline({ server: "http://127.0.0.1", queries, maxAge: 300 }, facts, NOW);
  },
] as const;

function judgeFor(index: number): () => Finding {
  const kind = KINDS[index % KINDS.length];
  if (kind === undefined) throw new Error("no kind");
  return kind();
}

type Report = Parameters<typeof read>[0];

/** The same report in many files, each with a hash of its own. */
function over<R extends Exclude<Report, { kind: "unreadable" }>>(
  report: R,
  judge: (facts: ReturnType<typeof factsOf<R>>) => Finding,
): () => Finding {
  const files = Array.from({ length: REPORTS }, (_one, index) => read<R>(report, { path: `reports/${index}.xml` }));
  const facts = factsOf<R>(files);
  return () => judge(facts);
}

function timed(work: () => void): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}
