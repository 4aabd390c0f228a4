import type { Application } from "./application.ts";
import type { Evidence } from "./fact.ts";

/** What was found in a tree. The same tree gives the same detection, in the same order. */
export interface Detection {
  /** Deployable members, by path. */
  readonly applications: readonly Application[];
  /** How members are held together, such as `npm workspaces`, `turborepo`, `cargo`; none for a single one. */
  readonly workspaces: readonly Workspaces[];
  /** Members that are libraries or tools and are not deployed. */
  readonly libraries: readonly Library[];
  readonly problems: readonly Problem[];
  /** Files seen; false in `complete` where the tree is larger than is listed. */
  readonly files: number;
  readonly complete: boolean;
}

export interface Workspaces {
  readonly tool: string;
  readonly root: string;
}

export interface Library {
  readonly path: string;
  /** Why it is not deployed, as a clause. */
  readonly why: string;
}

/** Something a person should know before files are written from the facts. */
export interface Problem {
  readonly reason:
    | "TwoLockFiles"
    | "LockFileMissing"
    | "LockFileDoesNotMatch"
    | "PortsDisagree"
    | "PortTaken"
    | "BindsLoopback"
    | "NoStartCommand"
    | "Unreadable"
    | "NothingDeployable"
    | "TreeTooLarge"
    | "VersionsDisagree"
    | "EndOfLife";
  /** `.` or the folder of the application it is about. */
  readonly path: string;
  /** What is wrong, why it matters, what to do: one or two sentences. */
  readonly message: string;
  readonly evidence: readonly Evidence[];
}
