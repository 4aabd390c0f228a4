import type { Clock } from "../base/clock.ts";
import type { Hash } from "../core/journal/entry.ts";
import type { FileTree } from "../core/ports/fileTree.ts";
import type { Git } from "../core/ports/git.ts";
import type { GuardStore } from "../core/ports/guardStore.ts";
import type { Launcher } from "../core/ports/launcher.ts";
import type { RunStore } from "../core/ports/runStore.ts";
import type { Cluster } from "../core/rollout/cluster.ts";
import type { TryReadiness } from "../engine/checks/readiness/tryReadiness.ts";
import type { Checking } from "../engine/findings/checking.ts";
import type { Readiness } from "../engine/readiness/readiness.ts";
import type { Scaffolding } from "../engine/scaffold/scaffolding.ts";
import type { LocalPerson } from "../core/run/release.ts";
import type { GithubPart } from "./githubPart.ts";

/** What the commands work with; made once by the root. Nothing is opened before a command needs it. */
export interface CliParts {
  readonly terminal: Terminal;
  readonly clock: Clock;
  readonly nonce: () => string;
  /** SHA-256. */
  readonly hash: Hash;
  readonly connect: (context: string) => Promise<Cluster>;
  /** What a cluster keeps of approvals, as whom the connection signs in. */
  readonly guards: (cluster: Cluster) => Promise<GuardStore>;
  /** The contexts of the person's kubeconfig, in file order. No connection is made. */
  readonly contexts: () => Promise<readonly KubeContext[]>;
  readonly workspace: (folder: string) => Promise<Workspace>;
  /** Finding, generating and merging files in a folder. */
  readonly scaffolding: (folder: string) => Promise<Scaffolding>;
  /** Finding what speaks against files in a folder. */
  readonly checking: (folder: string) => Promise<Checking>;
  /** Checklists and comparisons of the environments of a folder. */
  readonly readiness: (folder: string) => Promise<Readiness>;
  /** Really running the commands of a folder's application. */
  readonly trial: (folder: string) => Promise<TryReadiness>;
  /** What waits on GitHub, and answering it. */
  readonly github: () => Promise<GithubPart>;
  readonly startSandbox: (options: SandboxStart) => Promise<RunningSandbox>;
}

export interface KubeContext {
  readonly name: string;
  readonly namespace?: string;
  /** Whether it is the one that kubectl would take. */
  readonly current: boolean;
}

/** The folder with `tidegate.yaml`. */
export interface Workspace {
  readonly store: RunStore;
  readonly git: Git;
  readonly files: FileTree;
  readonly launcher: Launcher;
  /** Who sits here: an attestation. */
  readonly me: () => Promise<LocalPerson>;
}

export interface SandboxStart {
  /** 0: a free one. */
  readonly port: number;
  /** Nodes and nothing else, instead of the sample shop. */
  readonly empty: boolean;
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
  /** Begins to listen for the wish to stop; the function it returns resolves with that wish. */
  readonly listenForStop: () => () => Promise<void>;
}
