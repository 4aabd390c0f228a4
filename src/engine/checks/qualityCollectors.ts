import type { QUALITY_CHECKS } from "../../core/gates/descriptions/quality.ts";
import { inconclusive } from "../../core/gates/finding.ts";
import type { Collector } from "./collector.ts";

const NOT_YET: Collector = {
  source: "nothing",
  collect: async () => inconclusive("NotMeasured", "This version of Tidegate does not measure this yet."),
};

/** What a release has shown: reports, reviews, other runs, registries. */
export const QUALITY_COLLECTORS: Readonly<Record<keyof typeof QUALITY_CHECKS, Collector>> = {
  "unit-tests": NOT_YET,
  "smoke-tests": NOT_YET,
  "sanity-tests": NOT_YET,
  "regression-tests": NOT_YET,
  "integration-tests": NOT_YET,
  "end-to-end-tests": NOT_YET,
  coverage: NOT_YET,
  "security-basic": NOT_YET,
  "security-full": NOT_YET,
  load: NOT_YET,
  "code-review": NOT_YET,
  "pipeline-checks": NOT_YET,
  "staging-verified": NOT_YET,
  baseline: NOT_YET,
  "images-present": NOT_YET,
  "previous-images-present": NOT_YET,
  "way-back-verified": NOT_YET,
  "backup-recent": NOT_YET,
  rehearsed: NOT_YET,
};
