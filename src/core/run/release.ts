import type { WorkloadRef } from "../graph/graph.ts";

/** What is to be shipped where: the question a run answers. Everything an approval is bound to hangs on it. */
export interface Release {
  readonly application: string;
  readonly environment: string;
  readonly production: boolean;
  readonly context: string;
  readonly namespace: string;
  /** Image tag, or a digest with its algorithm (`sha256:…`); empty where nothing is released. */
  readonly version: string;
  readonly changes: readonly ImageChange[];
  /** What it is for, where that is no new version: `restart web`, `web from 4 to 8 pods`. */
  readonly purpose?: string;
  /** The workloads as they were planned for; absent in journals of earlier versions. */
  readonly subjects?: readonly Subject[];
}

/**
 * A workload as it was when the plan was made. A name alone is not enough: the same name in another cluster, behind a
 * context that now leads there, or a workload that was deleted and made anew, is another one.
 */
export interface Subject {
  readonly workload: WorkloadRef;
  readonly uid: string;
  readonly templateHash: string;
}

/** What a release is called: its purpose, else its version. */
export function releaseName({ purpose, version }: Pick<Release, "purpose" | "version">): string {
  return purpose ?? version;
}

/** The images that become others; a restart or a scaling names images that stay. */
export function movedImages({ changes }: Pick<Release, "changes">): readonly ImageChange[] {
  return changes.filter((change) => change.from !== change.to);
}

/** One container's image before and after. */
export interface ImageChange {
  readonly workload: WorkloadRef;
  readonly container: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Who did something. What git, the operating system or a flag say can be forged: an attestation, not a proof. What a
 * cluster's API server or GitHub say was signed in there.
 */
export interface Person {
  /** Name and address as git has them, the operating system's user name, or the user's name in the cluster or on GitHub. */
  readonly name: string;
  /** Where the name comes from. */
  readonly source: "git" | "os" | "flag" | "cluster" | "github";
}

/** A person as a machine's own settings name them. */
export interface LocalPerson extends Person {
  readonly source: "git" | "os" | "flag";
}
