import { execa } from "execa";

/** A command of the engine that went wrong, with what it said. */
export class DockerFailed extends Error {
  readonly output: string;

  constructor(args: readonly string[], output: string) {
    super(`docker ${args.join(" ")} failed:\n${output.slice(-4000)}`);
    this.output = output;
  }
}

/** Asks one engine: Debian's own client with its address. Gives standard output; rejects with `DockerFailed`. */
export type Docker = (args: readonly string[], options?: DockerOptions) => Promise<string>;

export interface DockerOptions {
  readonly cwd?: string;
  readonly input?: string;
  readonly timeoutMs?: number;
  /** Whether standard error is given, too. */
  readonly all?: boolean;
}

const TIMEOUT_MS = 900_000;

/** The client of the engine that listens on this socket. */
export function dockerAt(socket: string, configuration: string): Docker {
  return async (args, { cwd, input, timeoutMs = TIMEOUT_MS, all: everything = false } = {}) => {
    const { exitCode, stdout, all } = await execa("/usr/bin/docker", ["-H", `unix://${socket}`, ...args], {
      reject: false,
      all: true,
      timeout: timeoutMs,
      env: { DOCKER_BUILDKIT: "1", BUILDKIT_PROGRESS: "plain", DOCKER_CONFIG: configuration },
      ...(cwd !== undefined && { cwd }),
      ...(input !== undefined && { input }),
    });
    if (exitCode !== 0) throw new DockerFailed(args, all);
    return everything ? all : stdout;
  };
}
