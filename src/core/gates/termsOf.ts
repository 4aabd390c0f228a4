import { withoutUndefined } from "../../base/withoutUndefined.ts";
import type { EnvironmentConfig } from "../config/config.ts";
import type { EvidenceConfig } from "../config/evidenceConfig.ts";
import { DEFAULT_THRESHOLDS, type Thresholds } from "../config/gateConfig.ts";
import type { ReadinessConfig } from "../config/readinessConfig.ts";
import { READINESS_CHECKS } from "./descriptions/readiness.ts";
import type { CheckId } from "./registry.ts";
import type { CheckTerms, Readiness, ReportTerms } from "./terms.ts";

const DAY = 86_400;
/** A sample of Prometheus that is older than five minutes is stale. Seconds. */
const FRESH_SAMPLE = 300;

/** What `tidegate.yaml` says about a check; undefined where a check needs no terms. */
export function termsOf(id: CheckId, environment: EnvironmentConfig): CheckTerms | undefined {
  if (Object.hasOwn(READINESS_CHECKS, id)) return { kind: "readiness", readiness: readinessOf(environment.readiness) };
  const { evidence, thresholds = DEFAULT_THRESHOLDS, staging = "staging" } = environment;
  return TERMS[id]?.({ evidence, thresholds, staging });
}

interface Said {
  readonly evidence: EvidenceConfig | undefined;
  readonly thresholds: Thresholds;
  readonly staging: string;
}

const TERMS: { readonly [Id in CheckId]?: (said: Said) => CheckTerms } = {
  "unit-tests": (said) => tests(said, "unit"),
  "smoke-tests": (said) => tests(said, "smoke"),
  "sanity-tests": (said) => tests(said, "sanity"),
  "regression-tests": (said) => tests(said, "regression"),
  "integration-tests": (said) => tests(said, "integration"),
  "end-to-end-tests": (said) => tests(said, "end-to-end"),
  coverage: ({ evidence, thresholds }) => {
    return { kind: "coverage", ...reports(evidence, evidence?.coverage), lines: thresholds.coverage };
  },
  "security-basic": ({ evidence, thresholds: { critical } }) => security(evidence, { critical }),
  "security-full": ({ evidence, thresholds: { critical, high } }) => security(evidence, { critical, high }),
  load: ({ evidence, thresholds }) => load(evidence, thresholds),
  "code-review": ({ evidence, thresholds }) => {
    return { kind: "review", ...github(evidence), approvals: thresholds.reviews };
  },
  "pipeline-checks": ({ evidence }) => {
    return { kind: "pipeline", ...github(evidence), required: evidence?.github?.checks ?? [] };
  },
  "staging-verified": ({ staging, thresholds }) => {
    return { kind: "staging", environment: staging, maxAge: thresholds["staging-age"] };
  },
  baseline: ({ evidence }) => metrics(evidence),
  "backup-recent": ({ evidence, thresholds }) => {
    return { kind: "backup", ...reports(evidence, evidence?.backup), maxAge: thresholds["backup-age"] };
  },
  "image-small": ({ thresholds }) => ({ kind: "image-size", megabytes: thresholds["image-size"] }),
  "pipeline-fast": ({ evidence, thresholds }) => {
    const workflows = evidence?.github?.workflows ?? [];
    return { kind: "pipeline-time", ...github(evidence), seconds: thresholds["pipeline-time"], workflows };
  },
  "rollback-time": ({ thresholds }) => {
    return { kind: "rollback-time", seconds: thresholds["rollback-time"], maxAge: thresholds["rehearsal-age"] };
  },
  rehearsed: ({ thresholds }) => ({ kind: "rehearsal", maxAge: thresholds["rehearsal-age"] }),
};

type Tests = keyof NonNullable<EvidenceConfig["tests"]>;

function tests({ evidence, thresholds }: Said, kind: Tests): CheckTerms {
  return { kind: "tests", ...reports(evidence, evidence?.tests?.[kind]), passRate: thresholds[kind] };
}

function security(
  evidence: EvidenceConfig | undefined,
  open: { readonly critical: number; readonly high?: number },
): CheckTerms {
  return { kind: "security", ...reports(evidence, evidence?.security), open };
}

function load(
  evidence: EvidenceConfig | undefined,
  { p95, requests, "error-rate": errorRate, benchmarks }: Thresholds,
): CheckTerms {
  const named = Object.entries(benchmarks ?? {}).map(([name, { "at-most": atMost, "at-least": atLeast }]) => {
    return { name, ...withoutUndefined({ atMost, atLeast }) };
  });
  const bounds = {
    errorRate,
    requests,
    ...withoutUndefined({ p95, benchmarks: named.length > 0 ? named : undefined }),
  };
  return { kind: "load", ...reports(evidence, evidence?.load), ...bounds };
}

function reports(evidence: EvidenceConfig | undefined, globs: readonly string[] | undefined): ReportTerms {
  return { reports: globs ?? [], maxAge: evidence?.maxAge ?? DAY };
}

function github(evidence: EvidenceConfig | undefined) {
  const { repository, server } = evidence?.github ?? {};
  return { ...(repository === undefined ? {} : { repository }), ...(server === undefined ? {} : { server }) };
}

function metrics(evidence: EvidenceConfig | undefined): CheckTerms {
  const { server = "", queries = {} } = evidence?.prometheus ?? {};
  return { kind: "metrics", server, queries, maxAge: FRESH_SAMPLE };
}

const UNSAID = { folder: ".", variables: [], calls: [], assets: [], timeout: 600 } as const;

/** How an application is made, as its file says; nothing but defaults where it says nothing. */
export function readinessOf(config: ReadinessConfig | undefined): Readiness {
  if (config === undefined) return UNSAID;
  const { folder, variables, calls, assets, timeout } = config;
  const said = {
    install: config.install,
    buildDevelopment: config["build-development"],
    build: config.build,
    start: config.start,
    startDevelopment: config["start-development"],
    port: config.port,
    developmentPort: config["port-development"],
    services: config.services,
    health: config.health,
    cors: config.cors,
    webSocket: config["web-socket"],
    output: outputOf(config.output),
  };
  // Plans and journals leave out what was not said, so that the same plan has the same hash after it was written down.
  return { folder, variables, calls, assets, timeout, ...withoutUndefined(said) };
}

function outputOf(output: ReadinessConfig["output"]): Readiness["output"] {
  if (output === undefined) return undefined;
  const { folder, "max-kilobytes": kilobytes } = output;
  return { folder, ...(kilobytes === undefined ? {} : { maxBytes: kilobytes * 1024 }) };
}
