import type { READINESS_CHECKS } from "../../core/gates/descriptions/readiness.ts";
import { inconclusive } from "../../core/gates/finding.ts";
import type { Collector } from "./collector.ts";

const NOT_YET: Collector = {
  source: "nothing",
  collect: async () => inconclusive("NotMeasured", "This version of Tidegate does not run this yet."),
};

/** What is tried by really running the application. */
export const READINESS_COLLECTORS: Readonly<Record<keyof typeof READINESS_CHECKS, Collector>> = {
  "dependencies-installed": NOT_YET,
  "lock-files-valid": NOT_YET,
  "build-development": NOT_YET,
  "build-production": NOT_YET,
  "build-output": NOT_YET,
  "application-starts": NOT_YET,
  "variables-set": NOT_YET,
  "calls-answered": NOT_YET,
  "cors-allowed": NOT_YET,
  "web-socket-opens": NOT_YET,
  "assets-served": NOT_YET,
};
