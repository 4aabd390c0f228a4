import { type Clock, timestamp } from "../../../base/clock.ts";
import type { Store } from "../../store/store.ts";
import type { Members } from "../json.ts";

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
