import type { Disposable } from "../base/dispose.ts";
import type { RunHolder } from "../core/ports/runStore.ts";
import type { Cluster } from "../core/rollout/cluster.ts";
import type { Person, Release } from "../core/run/release.ts";
import type { WatchedRuns } from "../engine/records/watchRuns.ts";
import type { InboxRequest } from "../protocol/inbox.ts";
import type { ConfigPart } from "./workspace/configPart.ts";

/** A kubeconfig context as a person picks it. */
export interface ContextInfo {
  readonly name: string;
  readonly cluster: string;
  readonly namespace?: string;
  readonly current: boolean;
}

/** The cluster client: loaded when a view shows clusters or a command needs one. */
export interface ClusterPart {
  /** Makes no connection before the first call. */
  connect(context: string, kubeconfig: readonly string[]): Promise<Cluster>;
  contexts(kubeconfig: readonly string[]): Promise<readonly ContextInfo[]>;
}

/** A release that a person asks for. */
export interface NewRun {
  readonly release: Release;
  /** Hash of the server-side diff that the person has seen. */
  readonly manifestHash: string;
}

/** The runs of one folder with a `tidegate.yaml`. */
export interface FolderRuns extends Disposable {
  readonly watched: WatchedRuns;
  /** Who sits here: an attestation. */
  me(): Promise<Person>;
  holder(run: string): Promise<RunHolder>;
  /** Puts a request into a run's inbox. */
  submit(run: string, request: InboxRequest): Promise<void>;
  /** Starts a runner for a run that nobody walks. */
  resume(run: string): Promise<void>;
}

/** Reading `tidegate.yaml`, runs on disk: loaded when the workspace has a `tidegate.yaml`. */
export interface WorkspacePart extends ConfigPart {
  openRuns(folder: string): FolderRuns;
  /** A random id for a request. */
  requestId(): string;
}

/** The parts that are loaded only when they are needed. */
export interface Parts {
  cluster(): Promise<ClusterPart>;
  workspace(): Promise<WorkspacePart>;
}
