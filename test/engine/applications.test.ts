import { readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Application } from "../../src/scaffold/facts/application.ts";
import { containerOf } from "../../src/scaffold/generate/container.ts";
import { type Engine, startEngine } from "../support/engine/engine.ts";
import { type EngineResult, writeResults } from "../support/engine/results.ts";
import { GRACE_SECONDS, runArguments } from "../support/engine/runArguments.ts";
import { type RunningContainer, runContainer, untilContainer } from "../support/engine/runningContainer.ts";
import { type Scaffolded, scaffolded } from "../support/engine/scaffolded.ts";
import { NOT_BUILT } from "../support/engine/notBuilt.ts";

const WORKSPACES = fileURLToPath(new URL("../fixtures/workspaces", import.meta.url));
const names = readdirSync(WORKSPACES).filter((name) => !Object.hasOwn(NOT_BUILT, name));
const MINUTES = 60_000;
/** Ended by itself, or by the signal that it was sent. */
const GOOD_ENDS = [0, 143];

let engine: Engine;
const results: EngineResult[] = [];

beforeAll(async () => {
  engine = await startEngine();
}, 10 * MINUTES);
afterAll(async () => {
  await writeResults(results);
  await engine?.stop();
}, MINUTES);

describe.each(names)("%s", (name) => {
  it(
    "is built from its generated Dockerfiles, runs without privileges, is healthy and ends when it is asked to",
    async () => {
      const sample = await scaffolded(engine, name, ["dockerfile"]);
      expect(sample.applications).not.toEqual([]);
      for (const application of sample.applications) results.push(await proved(name, sample, application));
    },
    10 * MINUTES,
  );
});

async function proved(workspace: string, sample: Scaffolded, application: Application): Promise<EngineResult> {
  const image = `tidegate-sample/${workspace}-${application.name}`;
  const built = await build(image, sample, application);
  const container = containerOf(application, sample.settings.imageRepository);
  const started = performance.now();
  const running = await runContainer(engine.docker, image, runArguments(container, application));
  try {
    await answers(running, container.port, container.health);
    const readySeconds = since(started);
    const health = container.port === undefined ? undefined : await healthy(running);
    const { code, seconds } = await running.end(GRACE_SECONDS);
    expect(GOOD_ENDS, `exit code of ${application.name}:\n${await running.logs()}`).toContain(code);
    expect(seconds).toBeLessThan(GRACE_SECONDS);
    const result = { workspace, application: application.name, ...built, readySeconds, health };
    const seen = { ...result, stopSeconds: rounded(seconds), exitCode: code };
    console.log(JSON.stringify(seen));
    return seen;
  } finally {
    await running.remove();
  }
}

async function build(
  image: string,
  { folder }: Scaffolded,
  application: Application,
): Promise<{ megabytes: number; buildSeconds: number }> {
  const started = performance.now();
  const dockerfile = path.join(folder, application.path, "Dockerfile");
  const context = path.join(folder, application.ecosystem.root);
  await engine.docker(["build", "--network=host", "-f", dockerfile, "-t", image, context]);
  const bytes = Number(await engine.docker(["image", "inspect", "-f", "{{.Size}}", image]));
  return { megabytes: Math.round(bytes / 1e6), buildSeconds: since(started) };
}

/** A server answers its health check; a worker has said something and still runs. */
async function answers(running: RunningContainer, port: number | undefined, health: string | undefined): Promise<void> {
  if (port === undefined) {
    await untilContainer(running, "it wrote something", MINUTES, async () => (await running.logs()) !== "");
  } else {
    const ok = async (): Promise<boolean> => (await running.status(port, health ?? "/")) === 200;
    await untilContainer(running, `${health ?? "/"} on ${port} answered`, MINUTES, ok);
  }
  expect((await running.state()).running).toBe(true);
}

async function healthy(running: RunningContainer): Promise<string | undefined> {
  const healthOf = async (): Promise<string | undefined> => (await running.state()).health;
  await untilContainer(
    running,
    "its HEALTHCHECK was healthy",
    2 * MINUTES,
    async () => (await healthOf()) === "healthy",
  );
  return healthOf();
}

function since(started: number): number {
  return rounded((performance.now() - started) / 1000);
}

function rounded(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
