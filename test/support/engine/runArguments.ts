import type { Application } from "../../../src/scaffold/facts/application.ts";
import type { Container } from "../../../src/scaffold/generate/container.ts";

/** How long a container may take to end, in seconds: what Kubernetes and compose files are generated with. */
export const GRACE_SECONDS = 30;

/** The strictest way that generated files run a container, as arguments of `docker run`. */
export function runArguments(container: Container, { runtime }: Application): readonly string[] {
  return [
    `--user=${container.user}:${container.user}`,
    // Asked more often than the image says, so that nobody waits half a minute for the first answer.
    "--health-interval=1s",
    "--read-only",
    "--cap-drop=ALL",
    "--security-opt=no-new-privileges",
    ...container.writable.flatMap((folder) => ["--tmpfs", `${folder}:mode=1777`]),
    `--memory=${MEMORY_MIB[runtime.value.name] ?? DEFAULT_MEMORY_MIB}m`,
    "--cpus=1",
    "--pids-limit=200",
    ...environmentOf(container),
  ];
}

const DEFAULT_MEMORY_MIB = 256;
const MEMORY_MIB: Readonly<Record<string, number>> = { java: 512 };

function environmentOf({ port, portVariable, environment }: Container): string[] {
  const needed = environment.filter(({ required, default: known }) => required && known === undefined);
  const own = portVariable !== undefined && port !== undefined ? [`${portVariable}=${port}`] : [];
  return [...own, ...needed.map(({ name }) => `${name}=given-by-the-test`)].flatMap((pair) => ["--env", pair]);
}
