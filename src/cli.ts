import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { text } from "node:stream/consumers";
import { gitAt } from "./adapters/git/git.ts";
import { runCommand } from "./adapters/process/command.ts";
import { identify } from "./adapters/process/identity.ts";
import { nativeSha256 } from "./adapters/process/nativeHash.ts";
import { systemProcessTable } from "./adapters/process/processTable.ts";
import { nonce } from "./adapters/process/random.ts";
import { runnerLauncher } from "./adapters/process/spawnRunner.ts";
import { systemClock } from "./adapters/process/systemClock.ts";
import { runStoreAt } from "./adapters/storage/runStore.ts";
import type { CliParts, Terminal, Workspace } from "./cli/parts.ts";
import { runCommandLine } from "./cli/program.ts";
import manifest from "../package.json" with { type: "json" };

/** `tidegate …`: the command line. Loads the cluster's client and the embedded cluster only when they are needed. */
const terminal: Terminal = {
  print: (line) => void process.stdout.write(`${line}\n`),
  note: (line) => void process.stderr.write(`${line}\n`),
  interactive: process.stdin.isTTY && process.stderr.isTTY,
  ask,
  readInput: () => text(process.stdin),
  cwd: process.cwd(),
  stopped,
};

const parts: CliParts = {
  terminal,
  clock: systemClock,
  nonce,
  hash: nativeSha256,
  connect: async (context) => (await import("./cluster.ts")).connect(context),
  workspace: openWorkspace,
  startSandbox: async (port) => (await import("./sandbox.ts")).startSampleSandbox({ port }),
};

void main();

async function main(): Promise<void> {
  process.exitCode = await runCommandLine(parts, manifest.version, process.argv.slice(2));
}

function openWorkspace(folder: string): Workspace {
  const script = join(__dirname, "runner.cjs");
  return {
    store: runStoreAt(folder, systemProcessTable()),
    git: gitAt(folder, runCommand),
    launcher: runnerLauncher(script),
    me: () => identify(folder, runCommand),
  };
}

async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}

function stopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve());
  });
}
