import { build } from "esbuild";
import { execa } from "execa";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { decodeLine } from "../../../src/core/journal/codec.ts";
import { foldJournal } from "../../../src/core/journal/fold.ts";
import type { RunFolder } from "../../../src/core/ports/runStore.ts";
import type { Cluster } from "../../../src/core/rollout/cluster.ts";
import { KINDS } from "../../../src/core/rollout/kinds.ts";
import type { Deployment } from "../../../src/core/rollout/objects.ts";
import { imagesOf } from "../../../src/core/rollout/template.ts";
import type { RunState } from "../../../src/core/run/state.ts";
import { kubeconfigOnly } from "../../../tools/kubeconfigOnly.ts";
import type { RunEvent } from "../../../src/core/run/event.ts";
import { connectAs, freshNamespace } from "../../support/clusterUnderTest.ts";
import { runningWeb, type Shipping, shipping } from "../../support/runUnderTest.ts";
import { deploymentOf } from "../../support/workloads.ts";

const SOURCE = fileURLToPath(new URL("../../support/crashingRunner.ts", import.meta.url));
/** Runs under way at once: they mostly wait. */
const AT_ONCE = 6;
/** The journal's first entry is written by the one who asks. */
const FIRST = 1;

let cluster: Cluster;
let folderOfRunner: string;

beforeAll(async () => {
  cluster = await connectAs("admin");
  folderOfRunner = await mkdtemp(join(tmpdir(), "tidegate-runner-"));
  // In one file it starts in a fraction of the time, and it starts a hundred times.
  await build({
    entryPoints: [SOURCE],
    outfile: runner(),
    bundle: true,
    platform: "node",
    format: "cjs",
    plugins: [kubeconfigOnly],
    // As in the bundle that is shipped: its other form loads its own files by names that no bundler can follow.
    alias: { "jsonc-parser": "jsonc-parser/lib/esm/main.js" },
    define: { "import.meta.url": JSON.stringify(new URL("../../support/crashingRunner.ts", import.meta.url).href) },
  });
});
afterAll(async () => {
  cluster.dispose();
  await rm(folderOfRunner, { recursive: true, force: true });
});

function runner(): string {
  return join(folderOfRunner, "runner.cjs");
}

interface Scenario {
  readonly version: string;
  readonly environment: object;
  readonly outcome: string;
  readonly image: string;
  /** Writes of the template over the whole run. */
  readonly writes: number;
}

const ROLLING: Scenario = {
  version: "1.1.0",
  environment: { hold: "1s", gate: ["diff-reviewed"] },
  outcome: "completed",
  image: "shop/web:1.1.0",
  writes: 1,
};
const FAILING: Scenario = {
  version: "1.1.0-missing",
  environment: { hold: "1s", gate: ["diff-reviewed"], rollback: "automatic" },
  outcome: "rolled-back",
  image: "shop/web:1.0.0",
  writes: 2,
};

/** Where a runner is killed: at an entry by its number, or by its event's type and how often that came. */
interface Point {
  readonly moment: "before" | "after";
  readonly entry: number | RunEvent["type"];
  readonly occurrence?: number;
}

/** What has happened when nobody lived to write it down. */
const UNWRITTEN: readonly Point[] = (
  ["evidence-recorded", "action-intended", "action-done", "rollout-observed", "revision-verified", "run-ended"] as const
).map((entry) => ({ moment: "before", entry }));

describe.each([
  ["a rolling deployment", ROLLING],
  ["a failing deployment and its rollback", FAILING],
] as const)("a runner killed during %s", (_name, scenario) => {
  test("at any event, leaves a run that ends clean with every write made once", { timeout: 600_000 }, async () => {
    const written = Array.from({ length: (await lengthOf(scenario)) - FIRST }, (_none, index): Point => {
      return { moment: "after", entry: index + FIRST };
    });
    const restored: Point = { moment: "before", entry: "action-done", occurrence: scenario.writes };
    const spoiled: string[] = [];
    await inTurns([...written, ...UNWRITTEN, restored], async (point) => {
      const problem = await killAt(scenario, point);
      if (problem !== undefined) spoiled.push(`${JSON.stringify(point)}: ${problem}`);
    });
    expect(spoiled).toEqual([]);
    expect(written.length).toBeGreaterThan(20);
  });
});

/** How many events the scenario has when nothing is killed. */
async function lengthOf(scenario: Scenario): Promise<number> {
  const ship = await shop(scenario);
  const folder = await ship.request(scenario.version);
  await run(folder);
  return foldJournal(await folder.read()).entries.length;
}

/** Undefined where all is well. */
async function killAt(scenario: Scenario, point: Point): Promise<string | undefined> {
  const ship = await shop(scenario);
  const folder = await ship.request(scenario.version);
  // How often a rollout is observed differs from run to run: the last few entries may not come.
  await run(folder, point);
  await run(folder);
  return problemOf(ship, folder, scenario);
}

async function problemOf(ship: Shipping, folder: RunFolder, scenario: Scenario): Promise<string | undefined> {
  const bytes = await folder.read();
  const { state, problems } = foldJournal(bytes);
  if (problems.length > 0) return problems[0]?.message;
  if (state?.ended?.outcome !== scenario.outcome) return `ended ${JSON.stringify(state?.ended)} at ${lastSteps(state)}`;
  const { namespace } = ship.place.config;
  const web = await cluster.get<Deployment>({ kind: KINDS.Deployment, namespace, name: "web" });
  const image = imagesOf(web?.spec.template)["app"];
  if (image !== scenario.image) return `runs ${image}`;
  // The generation counts changes of the specification: one for making it, one for each write.
  if (web?.metadata.generation !== 1 + scenario.writes) return `generation ${web?.metadata.generation}`;
  return repeated(new TextDecoder().decode(bytes));
}

function repeated(text: string): string | undefined {
  const ids = text
    .trimEnd()
    .split("\n")
    .map((line) => {
      const entry = decodeLine(line);
      return entry.ok ? entry.value.id : line;
    });
  return new Set(ids).size === ids.length ? undefined : "a fact stands in the journal twice";
}

function lastSteps(state: RunState | undefined): string {
  return JSON.stringify(state?.path.slice(-3));
}

/** Walks a run in a process of its own, to its end or to the point where it is killed. */
async function run(folder: RunFolder, point?: Point): Promise<void> {
  const env = { KUBECONFIG: inject("clusterUnderTest").kubeconfig };
  const { moment = "after", entry = "none", occurrence = 1 } = point ?? {};
  const args = [runner(), folder.path, moment, String(entry), String(occurrence)];
  const { signal, exitCode, stderr } = await execa(process.execPath, args, { env, reject: false });
  const killed = signal === "SIGKILL" && point !== undefined;
  if (!killed && exitCode !== 0) throw new Error(stderr);
}

async function shop({ environment }: Scenario): Promise<Shipping> {
  const namespace = await freshNamespace(cluster, "kill");
  await runningWeb(cluster, deploymentOf({ name: "web", namespace }));
  return shipping(cluster, namespace, environment);
}

async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
