import type { Disposable } from "../../base/dispose.ts";
import type { KubeObject } from "../../core/rollout/objects.ts";

/** What happened to one object. A deleted object carries the revision of its deletion as resourceVersion. */
export interface Change {
  readonly type: "ADDED" | "MODIFIED" | "DELETED";
  readonly resource: string;
  readonly object: KubeObject;
  readonly previous?: KubeObject;
  readonly revision: number;
}

export interface RemoveOptions {
  /** Pods only; without it the pod's own `terminationGracePeriodSeconds` counts. 0 removes at once. */
  readonly gracePeriodSeconds?: number;
  /** Precondition: the object must still be this one. */
  readonly uid?: string;
  /** Precondition: the object must still be at this version. */
  readonly resourceVersion?: string;
}

/**
 * The memory of the embedded cluster: objects by resource, such as `apps/v1/deployments` or `v1/pods`.
 * Cluster-scoped objects live in the namespace `""`. What goes in is frozen and belongs to the store from
 * then on; what comes out is never changed. Failures are `Fault`s with Kubernetes' reasons: `NotFound`,
 * `AlreadyExists`, `Conflict`.
 */
export interface Store {
  /** Counts every change, as etcd does; the resourceVersion of an object is that of its last change. */
  readonly revision: number;
  /** In order of namespace and name. Without a namespace: of all of them. */
  list(resource: string, namespace?: string): readonly KubeObject[];
  get(resource: string, namespace: string, name: string): KubeObject | undefined;
  /** The resources that anything was ever stored of. */
  resources(): readonly string[];
  /** Gives it a uid where it has none, a creation time, a resourceVersion, a generation, and a name where `generateName` asks for one. */
  create(resource: string, object: KubeObject): KubeObject;
  /**
   * Replaces an object but for its status (which has its own call) and its identity. A change of the spec (of a
   * Deployment also of the annotations) bumps the generation; a change of nothing is no write. A result with another resourceVersion than the current is a `Conflict`.
   * The last finalizer taken from an object under deletion removes it.
   */
  update(resource: string, namespace: string, name: string, change: (current: KubeObject) => KubeObject): KubeObject;
  /** Replaces the status (and its field ownership); of a Deployment the annotations, too. No new generation. */
  updateStatus(
    resource: string,
    namespace: string,
    name: string,
    change: (current: KubeObject) => KubeObject,
  ): KubeObject;
  /**
   * Removes an object. A running pod with a grace period, or an object with finalizers, gets a deletion timestamp
   * first; whoever is responsible removes it for good (`gracePeriodSeconds: 0`, or the last finalizer).
   */
  remove(resource: string, namespace: string, name: string, options?: RemoveOptions): void;
  /** Called after every change, in order of revision, also when a listener itself writes. */
  onChange(listener: (change: Change) => void): Disposable;
  /** What happened to a resource after a revision; `"gone"` where history no longer reaches back so far. */
  changesSince(resource: string, revision: number): readonly Change[] | "gone";
  /** Forgets all history, as etcd's compaction does: every watch that starts at an older revision is told `410`. */
  compact(): void;
}
