import { describe } from "../description.ts";

/** What a release must have shown before it may go. */
export const QUALITY_CHECKS = describe("quality", {
  "unit-tests": {
    label: "Unit tests pass",
    why: "A unit that fails here fails there.",
    reads: "JUnit reports of unit tests",
    source: "release-gatekeeper.md:86",
  },
  "smoke-tests": {
    label: "Smoke tests pass",
    why: "What everybody uses must work before anybody gets it.",
    reads: "JUnit reports of smoke tests",
    source: "release-gatekeeper.md:87",
  },
  "sanity-tests": {
    label: "Sanity tests pass",
    why: "What the business lives on is tried on its own.",
    reads: "JUnit reports of sanity tests",
    source: "release-gatekeeper.md:88",
  },
  "regression-tests": {
    label: "Regression tests pass",
    why: "What worked before must go on working.",
    reads: "JUnit reports of regression tests",
    source: "release-gatekeeper.md:93",
  },
  "integration-tests": {
    label: "Integration tests pass",
    why: "Parts that pass alone may fail together.",
    reads: "JUnit reports of integration tests",
    source: "safety-handbook.md:203",
  },
  "end-to-end-tests": {
    label: "End-to-end tests pass",
    why: "A person's way through the application is tried whole.",
    reads: "JUnit reports of end-to-end tests",
    source: "safety-handbook.md:203",
  },
  coverage: {
    label: "Tests cover the code",
    why: "Code that no test runs is first tried in production.",
    reads: "lcov and Cobertura reports",
    source: "safety-handbook.md:1296",
  },
  "security-basic": {
    label: "No critical finding",
    why: "A known critical weakness is not shipped.",
    reads: "SARIF reports",
    source: "release-gatekeeper.md:90",
  },
  "security-full": {
    label: "No high or critical finding",
    why: "Production is attacked; what scanners find others find, too.",
    reads: "SARIF reports",
    source: "release-gatekeeper.md:95",
  },
  load: {
    label: "Load was borne",
    why: "What holds one request may not hold a thousand.",
    reads: "k6, JMeter and benchmark results",
    source: "release-gatekeeper.md:94",
  },
  "code-review": {
    label: "The code was reviewed",
    why: "Somebody else has seen what is shipped.",
    reads: "reviews of the commit's pull request on GitHub",
    source: "release-gatekeeper.md:89",
  },
  "pipeline-checks": {
    label: "The commit's checks passed",
    why: "What the pipeline found counts for this commit only.",
    reads: "checks and statuses of the commit on GitHub",
    source: "release-gatekeeper.md:42",
  },
  "staging-verified": {
    label: "Verified in staging",
    why: "The same version proved itself where nobody was harmed.",
    reads: "the runs of the staging environment",
    source: "release-gatekeeper.md:70",
  },
  baseline: {
    label: "There is a baseline",
    why: "Without a number from before, none from after says anything.",
    reads: "Prometheus",
    source: "release-gatekeeper.md:94",
  },
  "images-present": {
    label: "The images are there",
    why: "An image that cannot be pulled stops a rollout half way.",
    reads: "the registry",
    source: "safety-handbook.md:229",
  },
  "previous-images-present": {
    label: "The previous images are there",
    why: "A way back whose image is gone is none.",
    reads: "the registry",
    source: "safety-handbook.md:229",
  },
  "way-back-verified": {
    label: "The way back is known",
    why: "A rollback goes to what was seen to work, not to what came before.",
    reads: "the runs of this environment and the cluster's history",
    source: "release-gatekeeper.md:97",
  },
  "backup-recent": {
    label: "The backup is fresh",
    why: "What a deployment breaks in the data, only a backup brings back.",
    reads: "what the last backup wrote",
    source: "safety-handbook.md:218",
  },
  rehearsed: {
    label: "It was rehearsed",
    why: "A way back that was never walked may not be one.",
    reads: "the runs against the embedded cluster",
    source: "safety-handbook.md:230",
  },
});
