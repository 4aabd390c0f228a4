import { onTestFinished } from "vitest";
import { fileTreeAt } from "../../src/adapters/git/fileTree.ts";
import { runCommand } from "../../src/adapters/process/command.ts";
import { nonce } from "../../src/adapters/process/random.ts";
import { systemProcessTable } from "../../src/adapters/process/processTable.ts";
import { systemClock } from "../../src/adapters/process/systemClock.ts";
import { reportFilesAt } from "../../src/adapters/storage/reportFiles.ts";
import { recordFilesAt } from "../../src/adapters/storage/recordFiles.ts";
import { runStoreAt } from "../../src/adapters/storage/runStore.ts";
import { approvals, openLease } from "../../src/cluster.ts";
import { configSchema } from "../../src/core/config/config.ts";
import type { Git, GitState } from "../../src/core/ports/git.ts";
import type { RunFolder, RunStore } from "../../src/core/ports/runStore.ts";
import type { Cluster } from "../../src/core/rollout/cluster.ts";
import { KINDS } from "../../src/core/rollout/kinds.ts";
import type { Deployment } from "../../src/core/rollout/objects.ts";
import type { LocalPerson } from "../../src/core/run/release.ts";
import type { RunState } from "../../src/core/run/state.ts";
import { graphsIn } from "../../src/documents/graphsIn.ts";
import { leaseLock } from "../../src/engine/leaseLock.ts";
import { readRunState } from "../../src/engine/records/readRuns.ts";
import { runHistoryOf } from "../../src/engine/records/runHistory.ts";
import { submitRequest } from "../../src/engine/records/submitRequest.ts";
import { type WatchedRuns, watchRuns } from "../../src/engine/records/watchRuns.ts";
import { planDecisionPath } from "../../src/engine/request/planDecisionPath.ts";
import { planDeployment } from "../../src/engine/request/planDeployment.ts";
import { planOwnGraph } from "../../src/engine/request/planOwnGraph.ts";
import { planRollbackTo, type RollbackTarget } from "../../src/engine/request/planRollbackTo.ts";
import { requestRun } from "../../src/engine/request/requestRun.ts";
import type { Place } from "../../src/engine/request/runPlan.ts";
import type { RunPorts } from "../../src/engine/runPorts.ts";
import { walkRun } from "../../src/engine/walkRun.ts";
import type { InboxRequest } from "../../src/protocol/inbox.ts";
import { POLICIES } from "./guard/policies.ts";
import { knownBeside } from "./knownBeside.ts";
import { seen } from "./seen.ts";
import { nothingOutside } from "./nothingOutside.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

export const ANN: LocalPerson = { name: "Ann <ann@example.test>", source: "git" };
export const BOB: LocalPerson = { name: "Bob <bob@example.test>", source: "git" };
export const CAT: LocalPerson = { name: "Cat <cat@example.test>", source: "git" };

const CLEAN: GitState = {
  head: "1".repeat(40),
  branch: "main",
  changed: [],
  authors: ["Ann <ann@example.test>"],
  committedAt: 1_700_000_000_000,
};

/** What a test may do with one workspace that ships to one namespace. */
export interface Shipping {
  readonly store: RunStore;
  readonly cluster: Cluster;
  readonly place: Place;
  readonly watched: WatchedRuns;
  /** The workspace, whose files the checks look at. */
  readonly folder: string;
  /** Plans and asks for a deployment, as Ann. The runner is the test's to start. */
  request(version: string): Promise<RunFolder>;
  /** Plans and asks for a walk of the decision path, as Ann. */
  requestPath(version?: string): Promise<RunFolder>;
  /** Plans and asks for a walk of the first graph of a document, as Ann. */
  requestGraph(text: string, file: string): Promise<RunFolder>;
  /** Plans and asks for a rollback, as Ann. */
  requestRollback(target: RollbackTarget): Promise<RunFolder>;
  /** Walks a run in this process, to its end. */
  walk(folder: RunFolder, change?: (ports: RunPorts) => RunPorts): Promise<RunState>;
  /** Asks and walks at once. */
  deploy(version: string): Promise<{ folder: RunFolder; ended: Promise<RunState> }>;
  /** Resolves with the first state that is as wanted. */
  until(folder: RunFolder, wanted: (state: RunState) => boolean): Promise<RunState>;
  send(folder: RunFolder, request: RequestBody): Promise<void>;
}

type Bare<T> = T extends unknown ? Omit<T, "id" | "at" | "by"> & { by?: LocalPerson } : never;
export type RequestBody = Bare<InboxRequest>;

/** `environment` is what `tidegate.yaml` would say beside context and namespace. Short times unless it says otherwise. */
export async function shipping(cluster: Cluster, namespace: string, environment: object = {}): Promise<Shipping> {
  const folder = await temporaryFolder();
  const store = runStoreAt(folder, systemProcessTable(), knownBeside(folder));
  const place = placeIn(cluster.context, namespace, environment);
  const watched = watchRuns(store);
  onTestFinished(() => watched.dispose());
  const git: Git = { state: async () => CLEAN };
  const launcher = { launch: async () => ({ pid: 0 }) };

  const asAnn = { store, git, launcher, clock: systemClock, nonce };

  const request = async (version: string): Promise<RunFolder> =>
    requestRun(asAnn, await planDeployment({ cluster, store }, place, version), ANN);
  const requestPath = async (version?: string): Promise<RunFolder> => {
    const files = fileTreeAt(folder, runCommand);
    return requestRun(asAnn, await planDecisionPath({ cluster, store, files }, place, version), ANN);
  };
  const requestGraph = async (text: string, file: string): Promise<RunFolder> => {
    const [graph] = graphsIn(text, file);
    if (graph === undefined) throw new Error("no graph");
    return requestRun(asAnn, planOwnGraph(place, { file, loaded: graph.load() }), ANN);
  };
  const requestRollback = async (target: RollbackTarget): Promise<RunFolder> =>
    requestRun(asAnn, await planRollbackTo({ cluster, store }, place, target), ANN);
  const walk = async (run: RunFolder, change = (ports: RunPorts) => ports): Promise<RunState> => {
    const state = await readRunState(run);
    const lock = leaseLock({ cluster, state, clock: systemClock, openLease, log: silent });
    const files = fileTreeAt(folder, runCommand);
    const quality = { reports: reportFilesAt(folder), history: runHistoryOf(store), ...nothingOutside };
    const records = recordFilesAt(folder, { processes: systemProcessTable(), nonce });
    const ports = {
      cluster,
      approvals: approvals(cluster, POLICIES),
      git,
      files,
      records,
      clock: systemClock,
      folder: run,
      lock,
      nonce,
      log: silent,
      ...quality,
    };
    return walkRun(change(ports));
  };
  return {
    store,
    cluster,
    place,
    watched,
    folder,
    request,
    requestPath,
    requestGraph,
    requestRollback,
    walk,
    async deploy(version) {
      const run = await request(version);
      return { folder: run, ended: walk(run) };
    },
    until: (run, wanted) => untilState(watched, run.run, wanted),
    send: (run, { by = BOB, ...body }) =>
      submitRequest(run, { ...body, by, id: nonce(), at: new Date().toISOString() }),
  };
}

function silent(): void {}

function placeIn(context: string, namespace: string, more: object): Place {
  const times = { deadline: "20s", hold: "1s" };
  const environment = { context, namespace, workloads: ["deployment/web"], ...times, ...more };
  const config = configSchema.parse({ version: 1, applications: { shop: { environments: { live: environment } } } });
  const parsed = config.applications["shop"]?.environments["live"];
  if (parsed === undefined) throw new Error("no environment");
  return { application: "shop", environment: "live", config: parsed };
}

function untilState(watched: WatchedRuns, run: string, wanted: (state: RunState) => boolean): Promise<RunState> {
  return new Promise((resolve) => {
    const look = (): void => {
      const state = watched.runs.find((one) => one.run === run)?.state;
      if (state === undefined || !wanted(state)) return;
      subscription.dispose();
      resolve(state);
    };
    const subscription = watched.onChange(look);
    look();
  });
}

/** Makes `deployment/web` and waits until it is ready. */
export async function runningWeb(cluster: Cluster, object: Deployment): Promise<Deployment> {
  await cluster.create(KINDS.Deployment, object);
  const view = cluster.observe<Deployment>(KINDS.Deployment, object.metadata.namespace ?? "");
  try {
    return await seen(view, (all) => all.find(isReady));
  } finally {
    view.dispose();
  }
}

function isReady({ spec, status }: Deployment): boolean {
  return status?.availableReplicas === spec.replicas && status?.updatedReplicas === spec.replicas;
}
