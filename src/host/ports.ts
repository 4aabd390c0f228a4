import type { TreeView, Uri } from "vscode";
import type { Disposable } from "../base/dispose.ts";
import type { WorkloadRef } from "../core/graph/graph.ts";
import type { PolicyChange } from "../core/guard/installPlan.ts";
import type { UninstallPlan, UninstallWishes } from "../core/guard/uninstallPlan.ts";
import type { InstallOptions } from "../core/ports/guardPolicies.ts";
import type { GuardStore } from "../core/ports/guardStore.ts";
import type { RunHolder } from "../core/ports/runStore.ts";
import type { FileRule } from "../core/rules/rule.ts";
import type { Cluster } from "../core/rollout/cluster.ts";
import type { LocalPerson } from "../core/run/release.ts";
import type { TryReadiness } from "../engine/checks/readiness/tryReadiness.ts";
import type { WatchedRuns } from "../engine/records/watchRuns.ts";
import type { OwnGraph } from "../engine/request/planOwnGraph.ts";
import type { Scaffolding } from "../engine/scaffold/scaffolding.ts";
import type { WorkloadChange } from "../engine/request/planWorkloadChange.ts";
import type { RollbackTarget } from "../engine/request/planRollbackTo.ts";
import type { Place, RunPlan } from "../engine/request/runPlan.ts";
import type { InboxRequest } from "../protocol/inbox.ts";
import type { CommandPlaces } from "./commands/allCommands.ts";
import type { Handlers } from "./commands/registry.ts";
import type { FileFindings } from "./findings/fileFindings.ts";
import type { FindingsPart } from "./findings/findingsPart.ts";
import type { GithubPart } from "./github/githubSource.ts";
import type { InboxNeeds } from "./inbox/inboxSources.ts";
import type { InboxSource } from "./inbox/inboxSource.ts";
import type { PanelPart } from "./panel/panelPart.ts";
import type { Panels } from "./panel/panels.ts";
import type { ReadinessEditor } from "./readiness/readinessEditor.ts";
import type { ReadinessPart } from "./readiness/readinessPart.ts";
import type { RunsEditor, RunsViews } from "./runs/runsEditor.ts";
import type { ScaffoldEditor } from "./scaffold/scaffoldEditor.ts";
import type { Services } from "./services.ts";
import type { FilledView } from "./views/filledView.ts";
import type { ConfigPart } from "./workspace/configPart.ts";

/** A kubeconfig context as a person picks it. */
export interface ContextInfo {
  readonly name: string;
  readonly cluster: string;
  readonly namespace?: string;
  readonly current: boolean;
}

/** The approval policies of one cluster. What is planned is what the server says; nothing is written by planning. */
export interface ClusterPolicies {
  /** Rejects with `Conflict` where somebody changed a policy and it is not to be taken over. */
  planInstall(options?: InstallOptions): Promise<readonly PolicyChange[]>;
  install(options?: InstallOptions): Promise<void>;
  /** Rejects with `StillPending` where people are still asked, unless that is wished. */
  planUninstall(wishes?: UninstallWishes): Promise<UninstallPlan>;
  uninstall(plan: UninstallPlan): Promise<void>;
}

/** The cluster client: loaded when a view shows clusters or a command needs one. */
export interface ClusterPart {
  /** Makes no connection before the first call. */
  readonly connect: (context: string, kubeconfig: readonly string[]) => Promise<Cluster>;
  /** Requests and answers that the cluster's API server keeps. */
  readonly guards: (cluster: Cluster) => GuardStore;
  /** The approval policies of a cluster, held against those that are shipped. */
  readonly policies: (cluster: Cluster) => ClusterPolicies;
  readonly contexts: (kubeconfig: readonly string[]) => Promise<readonly ContextInfo[]>;
}

/** The runs of one folder with a `tidegate.yaml`. */
export interface FolderRuns extends Disposable {
  readonly watched: WatchedRuns;
  /** Who sits here: an attestation. */
  me(): Promise<LocalPerson>;
  holder(run: string): Promise<RunHolder>;
  /** Plans the deployment of a version; changes nothing. */
  planDeployment(cluster: Cluster, place: Place, version: string): Promise<RunPlan>;
  /** Plans a walk of the decision path, with a version to deploy on it or without one; changes nothing. */
  planPath(cluster: Cluster, place: Place, version: string | undefined): Promise<RunPlan>;
  /** Plans a way back that a person asks for; changes nothing. */
  planRollback(cluster: Cluster, place: Place, target: RollbackTarget): Promise<RunPlan>;
  /** Plans a scaling or restart that needs somebody's yes; undefined where it needs none. Changes nothing. */
  planChange(
    cluster: Cluster,
    place: Place,
    workload: WorkloadRef,
    change: WorkloadChange,
  ): Promise<RunPlan | undefined>;
  /** Writes a planned run's first journal line, starts its runner, and gives its number. */
  request(plan: RunPlan): Promise<string>;
  /** Puts a request into a run's inbox. */
  submit(run: string, request: InboxRequest): Promise<void>;
  /** Starts a runner for a run that nobody walks. */
  resume(run: string): Promise<void>;
}

/** Reading `tidegate.yaml`, runs on disk, what panels show: loaded with a `tidegate.yaml` or the first panel. */
interface WorkspacePart extends ConfigPart, PanelPart {
  readonly openRuns: (folder: string) => FolderRuns;
  /** Plans a walk of a document's graph; changes nothing and asks no cluster. Throws where the graph is refused. */
  readonly planOwnGraph: (place: Place, graph: OwnGraph) => RunPlan;
  /** A random id for a request. */
  readonly requestId: () => string;
}

/** Scaffolding: loaded when a person scaffolds, or looks at a file that was scaffolded. */
interface ScaffoldPart {
  readonly openScaffolding: (folder: string) => Scaffolding;
  readonly ruleOf: (id: string) => FileRule | undefined;
}

/** Really running an application's commands: loaded when a person asks for it. */
interface TrialPart {
  /** What it finds is kept for the checklists, or `notKept` hears why not. */
  readonly askedTrialIn: (folder: string, notKept: (error: unknown) => void) => TryReadiness;
}

/** The parts that are loaded only when they are needed. */
export interface Parts {
  readonly checks: () => Promise<FindingsPart>;
  readonly github: () => Promise<GithubPart>;
  readonly cluster: () => Promise<ClusterPart>;
  readonly workspace: () => Promise<WorkspacePart>;
  readonly scaffold: () => Promise<ScaffoldPart>;
  readonly trial: () => Promise<TrialPart>;
  readonly readiness: () => Promise<ReadinessPart>;
  readonly readinessEditor: (services: Services, view: TreeView<unknown>) => Promise<ReadinessEditor>;
  readonly environmentsEditor: (services: Services, view: TreeView<unknown>) => Promise<FilledView>;
  readonly runsEditor: (services: Services, views: RunsViews) => Promise<RunsEditor>;
  readonly inboxSources: (needs: InboxNeeds) => Promise<readonly InboxSource[]>;
  readonly findingsEditor: (services: Services) => Promise<FileFindings>;
  readonly panels: (services: Services, extension: Uri) => Promise<Panels>;
  readonly scaffoldEditor: (services: Services) => Promise<ScaffoldEditor>;
  readonly commands: (services: Services, places: CommandPlaces) => Promise<Handlers>;
}
