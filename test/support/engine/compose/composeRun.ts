import type { Application } from "../../../../src/scaffold/facts/application.ts";
import { containerOf } from "../../../../src/scaffold/generate/container.ts";
import type { BuiltSample } from "../builtSamples.ts";
import type { Docker } from "../docker.ts";
import { type RunningContainer, runContainer, untilContainer } from "../runningContainer.ts";
import { publishedPort, runArguments } from "./composeArguments.ts";

/** What became of a service that was run as its compose file says. */
export interface ComposeRun {
  /** From its start until it answered; of a worker, until it wrote something. */
  readonly readySeconds: number;
  /** What came from the port of this machine that it is published on, where there is one. */
  readonly published: readonly number[];
  /** What its HEALTHCHECK says; undefined for a worker, which has none. */
  readonly health: string | undefined;
  readonly exitCode: number;
  readonly stopSeconds: number;
  readonly logs: string;
}

/** As long as manifests give a start at most: a JVM's on a busy machine. */
const START_MS = 240_000;
/** What compose gives a container to end in, where its file says nothing else. */
export const GRACE_SECONDS = 10;
/** Asked more often than the image says, so that nobody waits half a minute for the first answer. */
const IMPATIENT = "--health-interval=1s";

/** Runs an application as its generated compose file says, until it is healthy, and ends it. Rejects where it ends before. */
export async function composeRun(
  docker: Docker,
  { services, settings }: BuiltSample,
  application: Application,
): Promise<ComposeRun> {
  const { name, port, health: path } = containerOf(application, settings.imageRepository);
  const service = services.get(name) ?? {};
  const started = performance.now();
  const checked = service["healthcheck"] === undefined;
  const running = await runContainer(docker, runArguments(service, checked ? [IMPATIENT] : []));
  try {
    await answers(running, port, path);
    const readySeconds = rounded((performance.now() - started) / 1000);
    const doors = [publishedPort(service)].filter((door) => door !== undefined);
    const from = await Promise.all(doors.map((door) => fetch(`http://127.0.0.1:${door}${path ?? "/"}`)));
    const health = port === undefined ? undefined : await healthOf(running);
    const { code: exitCode, seconds } = await running.end(GRACE_SECONDS);
    const published = from.map(({ status }) => status);
    return { readySeconds, published, health, exitCode, stopSeconds: rounded(seconds), logs: await running.logs() };
  } finally {
    await running.remove();
  }
}

/** A server answers its health check; a worker has said something and still runs. */
async function answers(running: RunningContainer, port: number | undefined, health: string | undefined): Promise<void> {
  const wrote = async (): Promise<boolean> => (await running.logs()) !== "";
  const answered = async (): Promise<boolean> => (await running.status(port ?? 0, health ?? "/")) === 200;
  if (port === undefined) await untilContainer(running, "it wrote something", START_MS, wrote);
  else await untilContainer(running, `${health ?? "/"} on ${port} answered`, START_MS, answered);
  const { running: still, exitCode } = await running.state();
  if (!still) throw new Error(`The container ended with ${exitCode} when it had answered:\n${await running.logs()}`);
}

async function healthOf(running: RunningContainer): Promise<string | undefined> {
  const healthy = async (): Promise<boolean> => (await running.state()).health === "healthy";
  await untilContainer(running, "its HEALTHCHECK was healthy", START_MS, healthy);
  return (await running.state()).health;
}

function rounded(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
