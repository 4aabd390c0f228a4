import { timestamp } from "../../base/clock.ts";
import { digest } from "../../base/hash.ts";
import type { Binding } from "../approvals/approval.ts";
import { bindingHash } from "../approvals/binding.ts";
import type { ImageChange, Release } from "../run/release.ts";
import { movedImages } from "../run/release.ts";
import type { GuardRequest } from "./guard.ts";
import type { GuardImage } from "./guardImage.ts";

/** Who asks, for how long, and how a yes is said. */
export interface Asking {
  /** Who the API server takes the asker for. */
  readonly requester: string;
  /** Who wrote the change, as `Name <address>`. */
  readonly authors: readonly string[];
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly validForSeconds: number;
  /** Whether a yes counts only with exactly the word. */
  readonly strict: boolean;
}

/**
 * The request that a guard keeps for an approval: what it is bound to, what may be set, and what may be set back. A
 * restart or a scaling moves no image; it names those that stay, so that it can be asked for like the rest.
 */
export function requestFor(binding: Binding, release: Release, asking: Asking): GuardRequest {
  const moved = movedImages(release);
  const changes = moved.length > 0 ? moved : release.changes;
  return {
    id: requestId(binding),
    requester: asking.requester,
    authors: asking.authors,
    ...binding,
    bindingHash: bindingHash(binding),
    images: changes.map((change) => imageOf(change, change.to)),
    restores: moved.map((change) => imageOf(change, change.from)),
    ...(asking.strict && { strict: true }),
    createdAt: timestamp(asking.now),
    expiresAt: timestamp(asking.now + asking.validForSeconds * 1000),
  };
}

/** One id a binding: asking twice for the same is asking once. */
export function requestId(binding: Binding): string {
  return `r${digest({ run: binding.run, node: binding.node, nonce: binding.nonce }).slice(0, 20)}`;
}

/** Whether a text has the form of such an id; the number of a run never has. */
export function isRequestId(text: string): boolean {
  return /^r[0-9a-f]{20}$/u.test(text);
}

function imageOf({ workload, container }: ImageChange, image: string): GuardImage {
  return { kind: workload.kind, name: workload.name, container, image };
}
