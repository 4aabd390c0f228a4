import type { Clock } from "../base/clock.ts";
import type { Hash } from "../core/journal/entry.ts";
import type { Git } from "../core/ports/git.ts";
import type { Launcher } from "../core/ports/launcher.ts";
import type { RunStore } from "../core/ports/runStore.ts";
import type { Cluster } from "../core/rollout/cluster.ts";
import type { Person } from "../core/run/release.ts";

/** What the commands work with; made once by the root. Nothing is opened before a command needs it. */
export interface CliParts {
  readonly terminal: Terminal;
  readonly clock: Clock;
  readonly nonce: () => string;
  /** SHA-256. */
  readonly hash: Hash;
  readonly connect: (context: string) => Promise<Cluster>;
  readonly workspace: (folder: string) => Workspace;
  readonly startSandbox: (port: number) => Promise<RunningSandbox>;
}

/** The folder with `tidegate.yaml`. */
export interface Workspace {
  readonly store: RunStore;
  readonly git: Git;
  readonly launcher: Launcher;
  /** Who sits here: an attestation. */
  readonly me: () => Promise<Person>;
}

export interface RunningSandbox {
  readonly url: string;
  readonly kubeconfig: () => string;
  readonly close: () => Promise<void>;
}

/** Where a command reads and writes. */
export interface Terminal {
  /** Standard output, with a line end. */
  readonly print: (text: string) => void;
  /** Standard error, with a line end: what a person may want to know and a program does not. */
  readonly note: (text: string) => void;
  /** Whether a person can answer. */
  readonly interactive: boolean;
  readonly ask: (question: string) => Promise<string>;
  readonly readInput: () => Promise<string>;
  readonly cwd: string;
  /** Resolves when the person or the system asks to stop. */
  readonly stopped: () => Promise<void>;
}
