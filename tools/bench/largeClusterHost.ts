/**
 * The Environments view without an editor: the extension's own connections, watches and model, in a process of its own
 * that `largeCluster.ts` starts with one argument, a {@link HostRequest}. Prints {@link HostFigures}.
 */
import { createRequire } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";
import { systemClock } from "../../src/adapters/process/systemClock.ts";
import type { connect as Connect } from "../../src/cluster.ts";
import type { Config } from "../../src/core/config/config.ts";
import { ClusterPool } from "../../src/host/clusters/clusterPool.ts";
import { watchEnvironment } from "../../src/host/clusters/environmentWatch.ts";
import { EnvironmentWatches } from "../../src/host/clusters/environmentWatches.ts";
import type { Row } from "../../src/host/rows/row.ts";
import { type Place as TreePlace, RowTree } from "../../src/host/rows/rowTree.ts";
import { throttled } from "../../src/host/rows/throttled.ts";
import { EnvironmentsModel } from "../../src/host/views/environments/environmentsModel.ts";
import { placesOf } from "../../src/host/views/environments/places.ts";
import type { EnvironmentsTarget } from "../../src/host/views/environments/model/target.ts";

export interface HostRequest {
  readonly kubeconfig: string;
  readonly context: string;
  readonly namespaces: readonly string[];
  /** How many pods are there to be seen. */
  readonly pods: number;
}

export interface HostFigures {
  /** From the first look to all pods seen and all rows made. */
  readonly treeMs: number;
  /** Resident memory before the cluster client is loaded, and by how much it grew until all is live. */
  readonly beforeMb: number;
  readonly grownMb: number;
  /** Of one core: while the tree is read, and over 20 s after. */
  readonly busyPercent: number;
  readonly idlePercent: number;
}

type Rows = () => readonly Row<EnvironmentsTarget>[];

/** As the view's own. */
const SHOW_AFTER_MS = 30;
const IDLE_MS = 20_000;
/** What the start leaves behind (answers of access reviews, connections that close) is over after this. */
const SETTLE_MS = 3_000;

const asked = JSON.parse(process.argv[2] ?? "{}") as HostRequest;
const files = [{ file: "file:///tidegate.yaml", config: configOf(asked), outdated: false }];
const pool = new ClusterPool(async (context) => {
  const { connect } = createRequire(import.meta.url)("../../dist/cluster.cjs") as { connect: typeof Connect };
  return connect(context, { kubeconfig: [asked.kubeconfig] });
});
const watches = new EnvironmentWatches({
  clock: systemClock,
  watch: ({ context, namespace }) => watchEnvironment(() => pool.get(context), namespace),
  keepMs: () => 0,
});

const beforeMb = await residentMb();
const treeFrom = performance.now();
const busyFrom = process.cpuUsage();
await fullTree();
const treeMs = performance.now() - treeFrom;
const busyPercent = percent(process.cpuUsage(busyFrom), treeMs);
await sleep(SETTLE_MS);
const grownMb = (await residentMb()) - beforeMb;
const idleFrom = process.cpuUsage();
await sleep(IDLE_MS);
const idlePercent = percent(process.cpuUsage(idleFrom), IDLE_MS);
console.log(JSON.stringify({ treeMs, beforeMb, grownMb, busyPercent, idlePercent } satisfies HostFigures));
watches.dispose();
pool.dispose();

/** Looks, and shows at the pace of the view, until every pod was seen and the rows that stand open are made. */
function fullTree(): Promise<void> {
  const model = new EnvironmentsModel();
  const tree = new RowTree<EnvironmentsTarget>();
  const sources = { files, runs: [], snapshot: watches.snapshot.bind(watches), pinned: () => false };
  const rows = () => model.rows(sources, { now: systemClock.now(), filter: "" });
  return new Promise((resolve) => {
    const show = throttled(systemClock, SHOW_AFTER_MS, () => {
      tree.update(rows());
      makeRows(tree, rows, undefined);
      if (complete()) resolve();
    });
    watches.onChange(show.run);
    watches.want(placesOf(files));
    watches.look(true);
  });
}

/** Makes the rows that stand open, as the editor does when it shows them. */
function makeRows(
  tree: RowTree<EnvironmentsTarget>,
  rows: Rows,
  place: TreePlace<EnvironmentsTarget> | undefined,
): void {
  for (const child of tree.childrenOf(place, rows)) {
    if (child.row.collapsible === "expanded") makeRows(tree, rows, child);
  }
}

function complete(): boolean {
  const snapshots = placesOf(files).map((place) => watches.snapshot(place));
  const live = snapshots.every(({ phase }) => phase.phase === "live" && phase.missing.length === 0);
  return live && snapshots.reduce((sum, { objects }) => sum + objects.Pod.size, 0) >= asked.pods;
}

function configOf({ context, namespaces }: HostRequest): Config {
  const shared = {
    context,
    production: false,
    deadline: 600,
    hold: 60,
    rollback: "automatic" as const,
    path: "rollout" as const,
    gate: [],
  };
  const environments = Object.fromEntries(namespaces.map((namespace) => [namespace, { ...shared, namespace }]));
  return { version: 1, applications: { large: { path: ".", environments } } };
}

/** After the most thorough collection there is: what is held, not what the heap keeps in reserve. */
async function residentMb(): Promise<number> {
  await globalThis.gc?.({ type: "major", execution: "async", flavor: "last-resort" });
  return process.memoryUsage.rss() / 1e6;
}

function percent({ user, system }: NodeJS.CpuUsage, ms: number): number {
  return (user + system) / 1000 / ms / 0.01;
}
