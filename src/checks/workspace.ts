import type { FileEntry } from "../core/ports/fileTree.ts";
import type { Place } from "../core/place.ts";
import type { Unread } from "./unread.ts";
import type { AlertRule } from "./read/alertRules.ts";
import type { Dashboard } from "./read/dashboards.ts";
import type { KubeObject, Kustomization } from "./read/manifests.ts";
import type { Pipeline } from "./read/pipeline.ts";
import type { Prose } from "./read/prose.ts";
import type { Attribute, Block } from "./read/terraform.ts";
import type { WorkloadIndex } from "./read/workloadIndex.ts";
import type { Workload } from "./read/workloads.ts";
import type { YamlDocument } from "../core/read/yaml.ts";

/** Everything that the rules look at, read once and shared by all of them. */
export interface Workspace {
  /** All files that are considered, read or not. */
  readonly files: readonly FileEntry[];
  /** The texts of files that were read. */
  readonly texts: ReadonlyMap<string, string>;
  readonly objects: readonly KubeObject[];
  readonly workloads: readonly Workload[];
  readonly index: WorkloadIndex;
  readonly kustomizations: readonly Kustomization[];
  readonly pipelines: readonly Pipeline[];
  readonly terraform: readonly Block[];
  /** Values of variable files, by file. */
  readonly variables: ReadonlyMap<string, ReadonlyMap<string, Attribute>>;
  readonly alerts: readonly AlertRule[];
  readonly dashboards: readonly Dashboard[];
  /** Configurations of Alertmanager. */
  readonly alertmanagers: readonly { readonly value: unknown; readonly place: Place }[];
  readonly prose: readonly Prose[];
  /** Other YAML documents, such as configurations of tools. */
  readonly documents: readonly YamlDocument[];
  readonly unread: Readonly<Record<Area, readonly Unread[]>>;
}

/** What a file that could not be read may have held. */
export type Area = "manifests" | "pipelines" | "terraform" | "monitoring" | "other";
