import { writeFile } from "atomically";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Fault, messageOf } from "../base/result.ts";
import type { SandboxOutput } from "../protocol/output.ts";
import { EXIT, type ExitCode } from "./exitCode.ts";
import type { CliParts, RunningSandbox } from "./parts.ts";
import { type OutputOptions, printJson, visible } from "./report.ts";

const HIGHEST_PORT = 65_535;

export interface SandboxOptions extends OutputOptions {
  readonly kubeconfig?: string;
  readonly port?: string;
  readonly empty?: boolean;
}

/** `tidegate sandbox`: the embedded cluster alone, until it is told to stop. Its kubeconfig holds its tokens. */
export async function sandbox(parts: CliParts, options: SandboxOptions): Promise<ExitCode> {
  const { terminal } = parts;
  const stopped = terminal.listenForStop();
  const running = await start(parts, options);
  const own = options.kubeconfig === undefined ? await mkdtemp(join(tmpdir(), "tidegate-sandbox-")) : undefined;
  try {
    const kubeconfig = resolve(terminal.cwd, options.kubeconfig ?? join(own ?? "", "kubeconfig"));
    await write(kubeconfig, running);
    tell(parts, { url: running.url, kubeconfig }, options);
    await stopped();
    return EXIT.ok;
  } finally {
    await running.close();
    if (own !== undefined) await rm(own, { recursive: true, force: true });
  }
}

async function start({ startSandbox }: CliParts, options: SandboxOptions): Promise<RunningSandbox> {
  const port = portOf(options.port);
  try {
    return await startSandbox({ port, empty: options.empty === true });
  } catch (error) {
    if ((error as { code?: unknown }).code !== "EADDRINUSE") throw error;
    throw new Fault("PortTaken", `Port ${port} is taken. Choose another, or leave --port out for a free one.`);
  }
}

/** Whole and for nobody else from its first moment: who waits for the file may read it at once. */
async function write(path: string, running: RunningSandbox): Promise<void> {
  try {
    await writeFile(path, running.kubeconfig(), { mode: 0o600 });
  } catch (error) {
    const message = `The kubeconfig cannot be written to ${path}: ${messageOf(error)}. Name another file with --kubeconfig.`;
    throw new Fault("KubeconfigNotWritten", message);
  }
}

function tell({ terminal }: CliParts, output: SandboxOutput, { json }: SandboxOptions): void {
  if (json === true) return printJson(terminal, output);
  terminal.print(visible(`The cluster listens at ${output.url}. Its kubeconfig is ${output.kubeconfig}`));
  terminal.print(visible(`Try: kubectl --kubeconfig ${output.kubeconfig} get deployments --all-namespaces`));
  terminal.print("Contexts: tidegate-sandbox (the sample user), tidegate-sandbox-admin. Ctrl+C ends the cluster.");
}

function portOf(text = "0"): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= HIGHEST_PORT && text.trim() !== "") return port;
  throw new Fault("UnknownOption", `"${text}" is no port: give a number up to ${HIGHEST_PORT}, or 0 for a free one.`);
}
