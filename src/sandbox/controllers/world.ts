import type { Clock } from "../../base/clock.ts";
import type { Faults } from "../faults/faults.ts";
import type { LogBook } from "../store/logBook.ts";
import type { Store } from "../store/store.ts";
import type { EventRecorder } from "./eventRecorder.ts";
import type { Timing } from "./kubelet/timing.ts";
import type { NodePods } from "./node/nodePods.ts";
import type { OwnerIndex } from "./ownerIndex.ts";
import type { Random } from "./random.ts";
import type { WorkLoop } from "./workLoop.ts";

/** What every controller of the embedded cluster works with. */
export interface World {
  readonly store: Store;
  readonly clock: Clock;
  readonly loop: WorkLoop;
  readonly owned: OwnerIndex;
  readonly events: EventRecorder;
  readonly random: Random;
  readonly nodePods: NodePods;
  readonly faults: Faults;
  readonly logs: LogBook;
  readonly timing: Timing;
  /** Images that nodes have, as `node image`. */
  readonly images: Set<string>;
}
