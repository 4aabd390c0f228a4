import type { Clock } from "../base/clock.ts";
import type { Hash } from "../core/journal/entry.ts";
import type { ClusterApprovals } from "../core/ports/clusterApprovals.ts";
import type { FileTree } from "../core/ports/fileTree.ts";
import type { FilesInCommit } from "../core/ports/filesInCommit.ts";
import type { Git } from "../core/ports/git.ts";
import type { ReadGitOrigin } from "../core/ports/gitOrigin.ts";
import type { Github, GithubPlace } from "../core/ports/github.ts";
import type { ImageLookup } from "../core/ports/imageRegistry.ts";
import type { Metrics } from "../core/ports/metrics.ts";
import type { ReportFiles } from "../core/ports/reportFiles.ts";
import type { RunHistory } from "../core/ports/runHistory.ts";
import type { RecordFiles } from "../core/ports/recordFiles.ts";
import type { RunFolder } from "../core/ports/runStore.ts";
import type { Cluster } from "../core/rollout/cluster.ts";
import type { TryReadiness } from "./checks/readiness/tryReadiness.ts";
import type { EnvironmentLock } from "./environmentLock.ts";

/** Where the quality of a release shows. */
export interface QualityPorts {
  /** What tests, scanners and backups wrote into the workspace. */
  readonly reports: ReportFiles;
  /** Earlier runs of the workspace. */
  readonly history: RunHistory;
  readonly images: ImageLookup;
  readonly metrics: Metrics;
  /** Which files of the workspace a commit has. */
  readonly inCommit: FilesInCommit;
  /** Where the workspace is pushed to. */
  readonly origin: ReadGitOrigin;
  /** A repository as this machine's token sees it; undefined where there is no token for its host. */
  readonly github: (place: GithubPlace) => Promise<Github | undefined>;
}

/** Everything outside that the walk of a run touches. */
export interface RunPorts extends QualityPorts {
  readonly cluster: Cluster;
  /** Approvals that the cluster keeps. */
  readonly approvals: ClusterApprovals;
  readonly git: Git;
  /** The files of the workspace. */
  readonly files: FileTree;
  /** Files beside Tidegate, in which people and agents are told. */
  readonly records: RecordFiles;
  readonly clock: Clock;
  readonly folder: RunFolder;
  readonly lock: EnvironmentLock;
  /** Really runs the application's commands; absent where programs of the workspace must not be run. */
  readonly tryReadiness?: TryReadiness;
  /** At least 32 random hex digits, new at every call. */
  readonly nonce: () => string;
  /** SHA-256; the pure one where absent, which is ten times as slow. */
  readonly hash?: Hash;
  /** For the runner's own log; sentences without secrets. */
  readonly log: (sentence: string) => void;
}
