import { execa } from "execa";
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
import { connectAs, freshNamespace } from "../../support/clusterUnderTest.ts";
import { runningWeb, type Shipping, shipping } from "../../support/runUnderTest.ts";
import { deploymentOf } from "../../support/workloads.ts";

const RUNNER = fileURLToPath(new URL("../../support/crashingRunner.ts", import.meta.url));
/** Kills at once: each is two processes, and a machine may have two cores. */
const AT_ONCE = 3;
/** The journal's first entry is written by the one who asks. */
const FIRST = 1;

let cluster: Cluster;

beforeAll(async () => {
  cluster = await connectAs("admin");
});
afterAll(() => cluster.dispose());

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

describe.each([
  ["a rolling deployment", ROLLING],
  ["a failing deployment and its rollback", FAILING],
] as const)("a runner killed during %s", (_name, scenario) => {
  test("at any event, leaves a run that ends clean with every write made once", { timeout: 300_000 }, async () => {
    const events = await lengthOf(scenario);
    const points = Array.from({ length: events - FIRST }, (_none, index) => index + FIRST).flatMap((seq) => [
      { seq, moment: "before" as const },
      { seq, moment: "after" as const },
    ]);
    const spoiled: string[] = [];
    await inTurns(points, async (point) => {
      const problem = await killAt(scenario, point);
      if (problem !== undefined) spoiled.push(`${point.moment} ${point.seq}: ${problem}`);
    });
    expect(spoiled).toEqual([]);
    expect(points.length).toBeGreaterThan(30);
  });
});

/** How many events the scenario has when nothing is killed. */
async function lengthOf(scenario: Scenario): Promise<number> {
  const ship = await shop(scenario);
  const folder = await ship.request(scenario.version);
  await run(folder, "after", -1);
  const { entries } = foldJournal(await folder.read());
  return entries.length;
}

/** Undefined where all is well. */
async function killAt(scenario: Scenario, point: { seq: number; moment: string }): Promise<string | undefined> {
  const ship = await shop(scenario);
  const folder = await ship.request(scenario.version);
  const killed = await run(folder, point.moment, point.seq);
  if (!killed && point.seq < 12) return "it was not killed";
  await run(folder, "after", -1);
  return (await problemOf(ship, folder, scenario)) ?? undefined;
}

async function problemOf(ship: Shipping, folder: RunFolder, scenario: Scenario): Promise<string | undefined> {
  const text = await folder.read();
  const { state, problems } = foldJournal(text);
  if (problems.length > 0) return problems[0]?.message;
  if (state?.ended?.outcome !== scenario.outcome) return `ended ${JSON.stringify(state?.ended)} at ${lastSteps(state)}`;
  const { namespace } = ship.place.config;
  const web = await cluster.get<Deployment>({ kind: KINDS.Deployment, namespace, name: "web" });
  const image = imagesOf(web?.spec.template)["app"];
  if (image !== scenario.image) return `runs ${image}`;
  // The generation counts changes of the specification: one for making it, one for each write.
  if (web?.metadata.generation !== 1 + scenario.writes) return `generation ${web?.metadata.generation}`;
  return repeated(text);
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

/** Whether it was killed. */
async function run(folder: RunFolder, moment: string, seq: number): Promise<boolean> {
  const env = { KUBECONFIG: inject("clusterUnderTest").kubeconfig };
  const args = [RUNNER, folder.path, moment, String(seq)];
  const { signal, exitCode, stderr } = await execa(process.execPath, args, { env, reject: false });
  if (signal !== "SIGKILL" && exitCode !== 0) throw new Error(stderr);
  return signal === "SIGKILL";
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
