import type { Person } from "../run/release.ts";

/** What a yes is about. Any change of any member voids it. */
export interface Binding {
  readonly run: string;
  readonly node: string;
  readonly application: string;
  readonly environment: string;
  /** Cluster, namespace and the images asked for, hashed: tag or digest, container and workload each. */
  readonly artifactHash: string;
  /** The server-side diff of the manifests, hashed. */
  readonly manifestHash: string;
  /** All evidence recorded so far, hashed. */
  readonly evidenceHash: string;
  /** The plan graph, hashed. */
  readonly strategyHash: string;
  /** Random, one for each request. */
  readonly nonce: string;
}

/** One person's answer to one request. `bindingHash` is the digest of the {@link Binding} they saw. */
export interface ApprovalDecision {
  readonly by: Person;
  /** An override puts the request through alone; its comment is the reason. */
  readonly answer: "approve" | "reject" | "override";
  readonly comment?: string;
  readonly bindingHash: string;
  /** Id of the inbox request it came by. */
  readonly request: string;
}
