import type { DeploymentWindows } from "../windows/windows.ts";

/**
 * What a check needs to know besides its name: where reports lie, which bound holds. It is a part of the plan, so that
 * a yes to the plan is a yes to exactly these terms.
 */
export type CheckTerms =
  | TestTerms
  | CoverageTerms
  | SecurityTerms
  | LoadTerms
  | ReviewTerms
  | PipelineTerms
  | StagingTerms
  | MetricTerms
  | BackupTerms
  | RehearsalTerms
  | ImageSizeTerms
  | PipelineTimeTerms
  | RollbackTimeTerms
  | ReadinessTerms
  | WindowTerms;

/** Files that were made by other programs. */
export interface ReportTerms {
  /** Globs from the folder of `tidegate.yaml`. Empty where nobody said where the reports lie. */
  readonly reports: readonly string[];
  /** A report that is older counts as none. Seconds. */
  readonly maxAge: number;
}

export interface TestTerms extends ReportTerms {
  readonly kind: "tests";
  /** Percent of the tests that ran which must have passed, 0 to 100. */
  readonly passRate: number;
}

export interface CoverageTerms extends ReportTerms {
  readonly kind: "coverage";
  /** Percent of lines, 0 to 100. */
  readonly lines: number;
}

export interface SecurityTerms extends ReportTerms {
  readonly kind: "security";
  /** How many findings of each severity may be open; a severity that is left out is not counted. */
  readonly open: { readonly critical: number; readonly high?: number; readonly medium?: number };
}

export interface LoadTerms extends ReportTerms {
  readonly kind: "load";
  /** Percent of requests that may fail. */
  readonly errorRate: number;
  /** Milliseconds at the 95th percentile; no bound where absent. */
  readonly p95?: number;
  /** Requests below which a report proves nothing. */
  readonly requests: number;
  /** What benchmarks must keep to; absent where nobody said. */
  readonly benchmarks?: readonly BenchmarkBound[];
}

/** A benchmark by its name, with one bound or both, in the unit that its report has. */
export interface BenchmarkBound {
  readonly name: string;
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** Code review on GitHub. */
export interface ReviewTerms extends GithubTerms {
  readonly kind: "review";
  /** How many different people must have approved. */
  readonly approvals: number;
}

/** Checks of a commit on GitHub. */
export interface PipelineTerms extends GithubTerms {
  readonly kind: "pipeline";
  /** Names of the checks that must have passed; empty means all there are. */
  readonly required: readonly string[];
}

interface GithubTerms {
  /** `owner/name`; where absent, the one that git's `origin` names. */
  readonly repository?: string;
  /** Address of the API of a GitHub Enterprise server; github.com where absent. */
  readonly server?: string;
}

/** The same version was verified in another environment before. */
export interface StagingTerms {
  readonly kind: "staging";
  readonly environment: string;
  readonly maxAge: number;
}

/** A query whose answer exists before the change, so that there is something to compare with. */
export interface MetricTerms {
  readonly kind: "metrics";
  /** Address of a Prometheus server. */
  readonly server: string;
  /** Queries by what they tell, such as `error-rate`. */
  readonly queries: Readonly<Record<string, string>>;
  /** A sample that is older counts as none. Seconds. */
  readonly maxAge: number;
}

export interface BackupTerms extends ReportTerms {
  readonly kind: "backup";
}

export interface RehearsalTerms {
  readonly kind: "rehearsal";
  readonly maxAge: number;
}

export interface ImageSizeTerms {
  readonly kind: "image-size";
  /** What a node may have to pull for one image, in megabytes of a million bytes. */
  readonly megabytes: number;
}

/** How long the commit's workflows on GitHub ran. */
export interface PipelineTimeTerms extends GithubTerms {
  readonly kind: "pipeline-time";
  readonly seconds: number;
  /** Names or files of the workflows that make up the pipeline; empty means those that a change starts. */
  readonly workflows: readonly string[];
}

/** How long going back took the last time. Seconds. */
export interface RollbackTimeTerms {
  readonly kind: "rollback-time";
  readonly seconds: number;
  /** How long ago that may have been. */
  readonly maxAge: number;
}

/** Programs of the workspace that are really run. Source: operations-handbook.md:430. */
export interface ReadinessTerms {
  readonly kind: "readiness";
  readonly readiness: Readiness;
}

/** How an application is made and started. What is absent is found in the workspace, or is inconclusive. */
export interface Readiness {
  /** Folder of the application, from the folder of `tidegate.yaml`. */
  readonly folder: string;
  readonly install?: ProgramCall;
  readonly buildDevelopment?: ProgramCall;
  readonly build?: ProgramCall;
  readonly start?: ProgramCall;
  readonly startDevelopment?: ProgramCall;
  readonly port?: number;
  /** The port that it takes when it is started for development. */
  readonly developmentPort?: number;
  /** Path that answers 2xx once it is up. */
  readonly health?: string;
  /** Variables that must be set. */
  readonly variables: readonly string[];
  /** Largest size of what the build makes, in bytes, and the folder it lies in. */
  readonly output?: { readonly folder: string; readonly maxBytes?: number };
  /** Requests that must be answered as said. */
  readonly calls: readonly HttpCall[];
  readonly cors?: { readonly path: string; readonly origin: string };
  /** Path of a WebSocket that must open. */
  readonly webSocket?: string;
  /** Paths of static files that must be there. */
  readonly assets: readonly string[];
  /** Names of variables, and addresses, that tell what it connects to; empty where it needs nothing. */
  readonly services?: readonly string[];
  /** Seconds that each program may take. */
  readonly timeout: number;
}

/** A program and its arguments; never a line for a shell. */
export type ProgramCall = readonly [program: string, ...args: string[]];

/** A request and what must come back. */
export interface HttpCall {
  readonly path: string;
  readonly method: string;
  readonly status: number;
}

export interface WindowTerms {
  readonly kind: "windows";
  readonly windows: DeploymentWindows;
}
