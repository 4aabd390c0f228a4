import { setTimeout as sleep } from "node:timers/promises";
import type { Docker } from "./docker.ts";

/** A container that is run as generated files say. */
export interface RunningContainer {
  readonly id: string;
  /** The answer's status to a GET at its own address; undefined while nobody answers. */
  status(port: number, path: string): Promise<number | undefined>;
  state(): Promise<ContainerState>;
  logs(): Promise<string>;
  /** Asks it to end as an orchestrator does, and gives its exit code with the seconds that it took. */
  end(graceSeconds: number): Promise<{ code: number; seconds: number }>;
  remove(): Promise<void>;
}

interface ContainerState {
  readonly running: boolean;
  readonly exitCode: number;
  /** Of its HEALTHCHECK; undefined where the image has none. */
  readonly health: string | undefined;
}

const LOGGED_LINES = "60";

/** Starts a container with these arguments of `docker run`, the image among them. */
export async function runContainer(docker: Docker, args: readonly string[]): Promise<RunningContainer> {
  const id = (await docker(["run", "-d", ...args])).trim();
  const inspect = async (format: string): Promise<string> => (await docker(["inspect", "-f", format, id])).trim();
  const address = await inspect("{{.NetworkSettings.IPAddress}}");
  return {
    id,
    async status(port, path) {
      const answer = await fetch(`http://${address}:${port}${path}`, { signal: AbortSignal.timeout(2000) }).catch(
        () => undefined,
      );
      await answer?.body?.cancel();
      return answer?.status;
    },
    async state() {
      const text = await inspect(
        "{{.State.Running}} {{.State.ExitCode}} {{if .State.Health}}{{.State.Health.Status}}{{end}}",
      );
      const [running, exitCode, health] = text.split(" ");
      return { running: running === "true", exitCode: Number(exitCode), health: health === "" ? undefined : health };
    },
    logs: () => docker(["logs", "--tail", LOGGED_LINES, id], { all: true }),
    async end(graceSeconds) {
      const started = performance.now();
      await docker(["stop", "-t", String(graceSeconds), id]);
      return { code: Number(await inspect("{{.State.ExitCode}}")), seconds: (performance.now() - started) / 1000 };
    },
    async remove() {
      await docker(["rm", "-f", "-v", id]);
    },
  };
}

/** Asks until the answer is as wanted; throws with what the container wrote where it ends or takes too long. */
export async function untilContainer(
  container: RunningContainer,
  what: string,
  limitMs: number,
  reached: () => Promise<boolean>,
): Promise<void> {
  const end = performance.now() + limitMs;
  while (!(await reached())) {
    const { running, exitCode } = await container.state();
    if (!running) throw new Error(`The container ended with ${exitCode} before ${what}:\n${await container.logs()}`);
    if (performance.now() > end)
      throw new Error(`Waited ${limitMs} ms in vain until ${what}:\n${await container.logs()}`);
    await sleep(250);
  }
}
