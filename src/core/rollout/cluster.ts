import type { Disposable } from "../../base/dispose.ts";
import type { Event } from "../../base/event.ts";
import type { Kind, ObjectRef } from "./kinds.ts";
import type { KubeObject } from "./objects.ts";

/**
 * One cluster through one kubeconfig context: the port that everything above the adapters speaks to.
 * Every call may reject with a `Fault` whose reason is one of {@link ClusterReason}.
 */
export interface Cluster extends Disposable {
  /** The kubeconfig context. */
  readonly context: string;
  /** Server version such as `v1.36.3`. */
  version(signal?: AbortSignal): Promise<string>;
  /**
   * Whether the server knows the kind, by its discovery, which asks for no right to the objects. True where even that
   * may not be read: then only the objects can tell.
   */
  serves(kind: Kind, signal?: AbortSignal): Promise<boolean>;
  /** The whole list, read page by page; managed fields dropped. */
  list<T extends KubeObject>(kind: Kind, scope: ListScope, signal?: AbortSignal): Promise<T[]>;
  /** Undefined where the object does not exist. */
  get<T extends KubeObject>(ref: ObjectRef, signal?: AbortSignal): Promise<T | undefined>;
  create<T extends KubeObject>(kind: Kind, object: T, options?: WriteOptions): Promise<T>;
  patch<T extends KubeObject>(ref: ObjectRef, patch: Patch, options?: WriteOptions): Promise<T>;
  /** Resolves also where the object was gone already. */
  remove(ref: ObjectRef, options?: RemoveOptions): Promise<void>;
  /**
   * A live view of one kind in one namespace; an empty namespace means all of them, or a cluster-scoped kind. Views of
   * the same kind and namespace share one watch.
   */
  observe<T extends KubeObject>(kind: Kind, namespace: string): Observation<T>;
  /** SelfSubjectAccessReview. */
  may(access: Access, signal?: AbortSignal): Promise<Permission>;
  /** Log lines without their line ends. Ends when the log ends, or at abort when following. */
  logs(pod: ObjectRef, options?: LogOptions): AsyncIterable<string>;
  /** Opens a local port on loopback that leads to a pod's port, until disposed. */
  forward(pod: ObjectRef, port: number, localPort?: number): Promise<PortForward>;
}

export type ClusterReason =
  /** No kubeconfig, or one that cannot be read. */
  | "KubeconfigInvalid"
  /** The kubeconfig names no such context, or the context names a cluster that is not there. */
  | "ContextUnknown"
  | "Unreachable"
  | "Timeout"
  | "Unauthorized"
  | "CredentialFailed"
  | "Forbidden"
  | "NotFound"
  | "Conflict"
  | "Invalid"
  | "Gone"
  | "Aborted"
  | "ServerError";

export interface ListScope {
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
}

/** A patch names its content type. `apply` is server-side apply and needs a field manager. */
export type Patch =
  | { readonly type: "json"; readonly body: readonly JsonPatchOperation[] }
  | { readonly type: "merge" | "strategic" | "apply"; readonly body: object };

export interface JsonPatchOperation {
  readonly op: "add" | "remove" | "replace" | "move" | "copy" | "test";
  readonly path: string;
  readonly from?: string;
  readonly value?: unknown;
}

export interface WriteOptions {
  /** Ask the server to do everything but store the object. */
  readonly dryRun?: boolean;
  readonly fieldManager?: string;
  /** Server-side apply only: take fields over from their managers. */
  readonly force?: boolean;
  readonly subresource?: "scale" | "status";
  readonly signal?: AbortSignal;
}

export interface RemoveOptions {
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly signal?: AbortSignal;
}

/** How an observation stands. Times are milliseconds since the epoch. */
export type ObservationState =
  | { readonly phase: "loading" }
  | { readonly phase: "live" }
  /** The connection is lost; `objects` is what was last seen. */
  | { readonly phase: "stale"; readonly since: number; readonly reason: ClusterReason; readonly message: string }
  /** Nothing was ever seen. */
  | { readonly phase: "failed"; readonly reason: ClusterReason; readonly message: string };

export interface Observation<T extends KubeObject> extends Disposable {
  /** By name; by `namespace/name` where all namespaces are observed. */
  readonly objects: ReadonlyMap<string, T>;
  readonly state: ObservationState;
  /** Fires after any change of `objects` or `state`; changes that arrive together fire once. */
  readonly onChange: Event<void>;
}

export interface Access {
  readonly verb: "get" | "list" | "watch" | "create" | "update" | "patch" | "delete";
  readonly kind: Kind;
  readonly namespace: string;
  readonly name?: string;
  readonly subresource?: string;
}

export interface Permission {
  readonly allowed: boolean;
  /** What the server said about it, if anything. */
  readonly reason?: string;
}

export interface LogOptions {
  readonly container?: string;
  readonly tailLines?: number;
  readonly sinceSeconds?: number;
  /** The container before its last restart. */
  readonly previous?: boolean;
  readonly follow?: boolean;
  readonly signal?: AbortSignal;
}

export interface PortForward extends Disposable {
  readonly localPort: number;
}
