import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Fault } from "../base/result.ts";
import { EXIT, type ExitCode } from "./exitCode.ts";
import type { CliParts } from "./parts.ts";
import type { OutputOptions } from "./report.ts";

const DEFAULT_FILE = "tidegate-sandbox.kubeconfig";
const HIGHEST_PORT = 65_535;

export interface SandboxOptions extends OutputOptions {
  readonly kubeconfig?: string;
  readonly port?: string;
}

/** `tidegate sandbox`: the embedded cluster alone, until it is told to stop. Its kubeconfig holds its token. */
export async function sandbox({ terminal, startSandbox }: CliParts, options: SandboxOptions): Promise<ExitCode> {
  const kubeconfig = resolve(terminal.cwd, options.kubeconfig ?? DEFAULT_FILE);
  const running = await startSandbox(portOf(options.port));
  try {
    await writeFile(kubeconfig, running.kubeconfig(), { mode: 0o600 });
    if (options.json === true) terminal.print(JSON.stringify({ url: running.url, kubeconfig }));
    else terminal.print(`The cluster listens at ${running.url}. Try: kubectl --kubeconfig ${kubeconfig} get pods -A`);
    await terminal.stopped();
    return EXIT.ok;
  } finally {
    await running.close();
  }
}

function portOf(text = "0"): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= HIGHEST_PORT && text.trim() !== "") return port;
  throw new Fault("UnknownOption", `"${text}" is no port: give a number up to ${HIGHEST_PORT}, or 0 for a free one.`);
}
