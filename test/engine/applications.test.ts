import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { USER } from "../../src/scaffold/generate/container.ts";
import { applyManifest, mustKubectl } from "../support/controlPlane/kubectl.ts";
import { type RealNode, startRealNode } from "../support/controlPlane/realNode/realNode.ts";
import { BuiltSamples } from "../support/engine/builtSamples.ts";
import { imageOf } from "../support/engine/compose/composeArguments.ts";
import { composeRun, GRACE_SECONDS } from "../support/engine/compose/composeRun.ts";
import { type Engine, startEngine } from "../support/engine/engine.ts";
import { NOT_BUILT } from "../support/engine/notBuilt.ts";
import { NodeImages } from "../support/engine/pods/nodeImages.ts";
import { giveStorage } from "../support/engine/pods/nodeStorage.ts";
import { type PodRun, podRun } from "../support/engine/pods/podRun.ts";
import { realOverlay, secretsFor } from "../support/engine/pods/realOverlay.ts";
import { type EngineResult, type PodResult, writeResults } from "../support/engine/results.ts";

const WORKSPACES = fileURLToPath(new URL("../fixtures/workspaces", import.meta.url));
const names = (await readdir(WORKSPACES)).filter((name) => !Object.hasOwn(NOT_BUILT, name)).toSorted();
const MINUTES = 60_000;
/** Ended by itself, or by the signal that it was sent. */
const GOOD_ENDS = [0, 143];

let engine: Engine;
let folder: string;
let samples: BuiltSamples;

beforeAll(async () => {
  engine = await startEngine();
  folder = await mkdtemp(path.join(tmpdir(), "tidegate-samples-"));
  samples = new BuiltSamples(engine, folder);
}, 10 * MINUTES);
afterAll(async () => {
  await engine?.stop();
  await rm(folder, { recursive: true, force: true });
}, MINUTES);

describe("an image that is built and run as its generated compose file says", () => {
  const tried = new Set<string>();
  const results: EngineResult[] = [];
  afterAll(() => writeResults("results", tried, results));

  it.each(names)(
    "of %s is healthy and ends when it is asked to",
    async (workspace) => {
      tried.add(workspace);
      const sample = await samples.of(workspace);
      expect(sample.applications).not.toEqual([]);
      const own: EngineResult[] = [];
      for (const application of sample.applications) {
        const { logs, published, ...run } = await composeRun(engine.docker, sample, application);
        expect(published.filter((status) => status !== 200)).toEqual([]);
        expect(GOOD_ENDS, `exit code of ${application.name}:\n${logs}`).toContain(run.exitCode);
        expect(run.stopSeconds).toBeLessThan(GRACE_SECONDS);
        const image = sample.images.get(imageOf(sample.services.get(application.name) ?? {}));
        own.push({ workspace, application: application.name, megabytes: 0, buildSeconds: 0, ...image, ...run });
      }
      results.push(...own);
    },
    10 * MINUTES,
  );
});

describe("the same image as a real pod of its generated manifests", () => {
  const connection = inject("controlPlane");
  const tried = new Set<string>();
  const results: PodResult[] = [];
  let node: RealNode;
  let images: NodeImages;

  beforeAll(async () => {
    node = await startRealNode(connection);
    await giveStorage(connection, node.name);
    images = new NodeImages(engine.docker, node);
    await images.give(await samples.imagesSoFar());
  }, 10 * MINUTES);
  afterAll(async () => {
    await writeResults("pods", tried, results);
    await node?.stop();
  }, MINUTES);

  // A few at once: most of a pod's time is waiting, for probes and for the end of its grace.
  it.concurrent.each(names)(
    "of %s is ready, confined as they say, and ends within its grace",
    async (workspace) => {
      tried.add(workspace);
      const sample = await samples.of(workspace);
      const [environment] = sample.settings.environments;
      const namespace = environment?.namespace ?? "";
      await images.give([...sample.images.keys()]);
      const manifests = await realOverlay(connection, sample.folder, environment?.name ?? "");
      await applyManifest(connection, manifests);
      await applyManifest(connection, secretsFor(manifests));
      const runs = await Promise.all(sample.applications.map(({ name }) => podRun(connection, namespace, name)));
      await mustKubectl(connection, ["delete", "namespace", namespace, "--wait=false"]);
      const workers = sample.applications.filter(({ role }) => role.value === "worker");
      expect(runs.filter(({ endpoints }) => endpoints.length === 0)).toHaveLength(workers.length);
      for (const run of runs) holds(run);
      results.push(
        ...runs.map(({ readySeconds, exitCode, stopSeconds }, index) => {
          const application = sample.applications[index]?.name ?? "";
          return { workspace, application, readySeconds, exitCode, stopSeconds };
        }),
      );
    },
    15 * MINUTES,
  );
});

/** What every pod has to show, whatever runs in it. */
function holds(run: PodRun): void {
  expect(run).toMatchObject({ node: "real-0", restarts: 0 });
  expect(run.answers.filter((answer) => !answer.endsWith(" 200"))).toEqual([]);
  expect(run.answers.length > 0).toBe(run.endpoints.length > 0);
  expect(run.processes).not.toEqual([]);
  for (const process of run.processes) {
    expect(process).toEqual({
      users: [USER],
      groups: [USER],
      capabilities: 0n,
      noNewPrivileges: true,
      filtered: true,
      rootIsReadOnly: true,
      writable: run.said.writable,
    });
  }
  expect(run.limits).toEqual(run.said.limits);
  expect(GOOD_ENDS).toContain(run.exitCode);
  expect(run.stopSeconds).toBeLessThan(run.said.graceSeconds);
}
