import { type Clock, timestamp } from "../../../base/clock.ts";
import type { Store } from "../../store/store.ts";
import type { Members } from "../json.ts";
import { StatusError } from "../status.ts";

export interface WriteParts {
  readonly store: Store;
  readonly clock: Clock;
}

/** What came of a write. */
export interface Written {
  readonly object: Members;
  readonly warnings: readonly string[];
  readonly created: boolean;
}

/** Now, as Kubernetes writes it: whole seconds. */
export function stampOf(clock: Clock): string {
  return timestamp(clock.now()).replace(/\.\d+Z$/, "Z");
}

/** As much as etcd takes at once: 1.5 MiB. */
const OBJECT_BYTES = 1536 * 1024;

/** Throws the 500 with which the real server refuses an object that its store does not take. */
export function requireRoom(object: unknown): void {
  if (Buffer.byteLength(JSON.stringify(object)) > OBJECT_BYTES) {
    throw new StatusError(500, "", "etcdserver: request is too large");
  }
}
