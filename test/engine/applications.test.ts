import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Application } from "../../src/scaffold/facts/application.ts";
import { containerOf } from "../../src/scaffold/generate/container.ts";
import { buildArguments, imageOf, publishedPort, runArguments } from "../support/engine/compose/composeArguments.ts";
import { type ComposeService, composeServices } from "../support/engine/compose/composeService.ts";
import { filledIn } from "../support/engine/compose/filledIn.ts";
import { type Engine, startEngine } from "../support/engine/engine.ts";
import { type EngineResult, writeResults } from "../support/engine/results.ts";
import { type RunningContainer, runContainer, untilContainer } from "../support/engine/runningContainer.ts";
import { type Scaffolded, scaffolded } from "../support/engine/scaffolded.ts";
import { NOT_BUILT } from "../support/engine/notBuilt.ts";

const WORKSPACES = fileURLToPath(new URL("../fixtures/workspaces", import.meta.url));
const names = readdirSync(WORKSPACES).filter((name) => !Object.hasOwn(NOT_BUILT, name));
const MINUTES = 60_000;
/** What compose gives a container to end in, where its file says nothing else. */
const GRACE_SECONDS = 10;
/** Asked more often than the image says, so that nobody waits half a minute for the first answer. */
const IMPATIENT = "--health-interval=1s";
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
    "is built and run as its generated compose file says, is healthy and ends when it is asked to",
    async () => {
      const sample = await scaffolded(engine, name, ["dockerfile", "compose"]);
      expect(sample.applications).not.toEqual([]);
      const [environment] = sample.settings.environments;
      const services = await composeServices(sample.folder, environment?.name ?? "", await filledIn(sample.folder));
      for (const application of sample.applications) {
        const container = containerOf(application, sample.settings.imageRepository);
        const service = services.get(container.name) ?? {};
        results.push(await proved(name, sample, application, service));
      }
    },
    10 * MINUTES,
  );
});

async function proved(
  workspace: string,
  { folder, settings }: Scaffolded,
  application: Application,
  service: ComposeService,
): Promise<EngineResult> {
  const built = await build(buildArguments(service, folder), imageOf(service));
  const { port, health: path } = containerOf(application, settings.imageRepository);
  const started = performance.now();
  const checked = service["healthcheck"] === undefined;
  const running = await runContainer(engine.docker, runArguments(service, checked ? [IMPATIENT] : []));
  try {
    await answers(running, port, path);
    const readySeconds = since(started);
    const doors = [publishedPort(service)].filter((one) => one !== undefined);
    const from = await Promise.all(doors.map((door) => fetch(`http://127.0.0.1:${door}${path ?? "/"}`)));
    expect(from.map(({ status }) => status)).toEqual(doors.map(() => 200));
    const health = port === undefined ? undefined : await healthy(running);
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

async function build(args: readonly string[], image: string): Promise<{ megabytes: number; buildSeconds: number }> {
  const started = performance.now();
  await engine.docker(["build", "--network=host", ...args]);
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
