import type { Clock } from "../base/clock.ts";
import type { Hash } from "../core/journal/entry.ts";
import type { FileTree } from "../core/ports/fileTree.ts";
import type { Git } from "../core/ports/git.ts";
import type { RunFolder } from "../core/ports/runStore.ts";
import type { Cluster } from "../core/rollout/cluster.ts";
import type { EnvironmentLock } from "./environmentLock.ts";

/** Everything outside that the walk of a run touches. */
export interface RunPorts {
  readonly cluster: Cluster;
  readonly git: Git;
  /** The files of the workspace. */
  readonly files: FileTree;
  readonly clock: Clock;
  readonly folder: RunFolder;
  readonly lock: EnvironmentLock;
  /** At least 32 random hex digits, new at every call. */
  readonly nonce: () => string;
  /** SHA-256; the pure one where absent, which is ten times as slow. */
  readonly hash?: Hash;
  /** For the runner's own log; sentences without secrets. */
  readonly log: (sentence: string) => void;
}
