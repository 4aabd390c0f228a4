import type { Clock } from "../../base/clock.ts";
import { type Disposable, DisposableStore } from "../../base/dispose.ts";
import { createFaults, type Faults } from "../faults/faults.ts";
import { createLogBook, type LogBook } from "../store/logBook.ts";
import type { Store } from "../store/store.ts";
import { startGarbageCollector } from "./cleanup/garbageCollector.ts";
import { startNamespaces } from "./cleanup/namespaces.ts";
import { startDaemonSets } from "./daemonSet/daemonSetController.ts";
import { startDeployments } from "./deployment/deploymentController.ts";
import { EventRecorder } from "./eventRecorder.ts";
import { startJobs } from "./job/jobController.ts";
import { startKubelet } from "./kubelet/kubelet.ts";
import { STEADY, type Timing } from "./kubelet/timing.ts";
import { startNodeLifecycle } from "./node/nodeLifecycle.ts";
import { NodePods } from "./node/nodePods.ts";
import { startScheduler } from "./node/scheduler.ts";
import { OwnerIndex } from "./ownerIndex.ts";
import { seededRandom } from "./random.ts";
import { startReplicaSets } from "./replicaSet/replicaSetController.ts";
import { startStatefulSets } from "./statefulSet/statefulSetController.ts";
import { WorkLoop } from "./workLoop.ts";
import type { World } from "./world.ts";

export interface ControllerOptions {
  /** Faults that act from outside; without them there are none but those of image tags. */
  readonly faults?: Faults;
  /** Where containers print; without it their lines go nowhere. */
  readonly logs?: LogBook;
  /** Defaults to durations without chance. */
  readonly timing?: Timing;
  /** Decides generated names and all chance. */
  readonly seed?: number;
  /** A reconciler threw; it is tried again later. Refused writes in a namespace under deletion are of this kind. */
  readonly onError?: (error: unknown) => void;
}

/** Brings the store to life: the controllers, the scheduler and the kubelets of the embedded cluster. */
export function startControllers(store: Store, clock: Clock, options: ControllerOptions = {}): Disposable {
  const parts = new DisposableStore();
  const world = createWorld(store, clock, options);
  parts.add(world.loop);
  parts.add(follow(world));
  const starts = [
    startGarbageCollector,
    startNamespaces,
    startNodeLifecycle,
    startScheduler,
    startKubelet,
    startReplicaSets,
    startDeployments,
    startStatefulSets,
    startDaemonSets,
    startJobs,
  ];
  for (const start of starts) parts.add(start(world));
  return parts;
}

function createWorld(store: Store, clock: Clock, options: ControllerOptions): World {
  const loop = new WorkLoop(clock, options.onError ?? (() => undefined));
  return {
    store,
    clock,
    loop,
    owned: new OwnerIndex(),
    events: new EventRecorder(store, clock, loop),
    random: seededRandom(options.seed ?? 1),
    nodePods: new NodePods(),
    faults: options.faults ?? createFaults(clock),
    logs: options.logs ?? createLogBook(clock),
    timing: options.timing ?? STEADY,
    images: new Set(),
  };
}

/** The indexes see each change before any controller does. */
function follow({ store, owned, nodePods }: World): Disposable {
  for (const resource of store.resources()) {
    for (const object of store.list(resource)) {
      owned.apply({ type: "ADDED", resource, object });
      nodePods.apply({ type: "ADDED", resource, object });
    }
  }
  return store.onChange((change) => {
    owned.apply(change);
    nodePods.apply(change);
  });
}
