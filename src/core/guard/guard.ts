import type { GuardImage } from "./guardImage.ts";

/** Users and groups of the cluster, as its API server names them. Both empty, or absent, means nobody. */
export interface ListedPeople {
  readonly users?: readonly string[] | undefined;
  readonly groups?: readonly string[] | undefined;
}

/** What an environment asks of its approvals; only administrators of the guard can change it. */
export interface GuardSpec {
  /** How many different people must say yes. */
  readonly required: number;
  readonly approvers: ListedPeople;
  readonly overriders?: ListedPeople | undefined;
  /** Whether changes of images in the namespace need an approved request. */
  readonly enforceImages: boolean;
  readonly selfApproval: boolean;
  /** How long a request may stay valid. Seconds. */
  readonly maxValidity: number;
  /** How long after its request has expired the way back stays open. Seconds. */
  readonly restoreFor: number;
  /** Other names of users, such as those that their commits carry. */
  readonly people?: readonly { readonly user: string; readonly names: readonly string[] }[] | undefined;
  readonly knownAuthorsOnly?: boolean | undefined;
}

/** One answer to a request. `by` is who the API server took the writer for. */
export interface GuardDecision {
  readonly by: string;
  /** The listed group by which they may answer, where the list does not name them. */
  readonly group?: string | undefined;
  readonly answer: "approve" | "reject" | "override";
  readonly comment?: string | undefined;
  readonly bindingHash: string;
  /** RFC 3339; at most five minutes off the server's time. */
  readonly at: string;
}

/** One request with its answers. All but `withdrawn` and `decisions` never changes. Times are RFC 3339. */
export interface GuardRequest {
  readonly id: string;
  /** Who the API server took the asker for. */
  readonly requester: string;
  /** Who wrote the change, by the requester's word. */
  readonly authors: readonly string[];
  readonly run: string;
  readonly node: string;
  readonly application: string;
  readonly environment: string;
  readonly bindingHash: string;
  readonly artifactHash: string;
  readonly manifestHash: string;
  readonly evidenceHash: string;
  readonly strategyHash: string;
  readonly nonce: string;
  /** What may be set. */
  readonly images: readonly GuardImage[];
  /** The way back: open until `restoreFor` after the request has expired. */
  readonly restores?: readonly GuardImage[] | undefined;
  /** Whether a yes counts only with exactly the word "yes" as its comment. */
  readonly strict?: boolean | undefined;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly withdrawn?: { readonly by: string; readonly at: string } | undefined;
  readonly decisions?: readonly GuardDecision[] | undefined;
}

/** The guard of one namespace. */
export interface Guard {
  readonly namespace: string;
  readonly resourceVersion: string;
  readonly spec: GuardSpec;
  /** In the order in which they were made. */
  readonly requests: readonly GuardRequest[];
}

/** The only name that a guard may have. */
export const GUARD_NAME = "tidegate";
/** A guard holds this many requests at most. */
export const MOST_REQUESTS = 256;
