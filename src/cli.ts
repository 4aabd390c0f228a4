import { createInterface } from "node:readline/promises";
import { text } from "node:stream/consumers";
import { nativeSha256 } from "./adapters/process/nativeHash.ts";
import { nonce } from "./adapters/process/random.ts";
import { listenForStop } from "./adapters/process/stopSignals.ts";
import { systemClock } from "./adapters/process/systemClock.ts";
import { messageOf } from "./base/result.ts";
import type { CliParts, Terminal } from "./cli/parts.ts";
import { runCommandLine } from "./cli/program.ts";
import manifest from "../package.json" with { type: "json" };

/**
 * `tidegate …`: the command line. The cluster's client, the runs, scaffolding and the embedded cluster are loaded when a
 * command needs them, so that judging a file runs on whichever Node starts it.
 */
const terminal: Terminal = {
  print: (line) => void process.stdout.write(`${line}\n`),
  note: (line) => void process.stderr.write(`${line}\n`),
  interactive: process.stdin.isTTY && process.stderr.isTTY,
  ask,
  readInput: () => text(process.stdin),
  cwd: process.cwd(),
  listenForStop,
};

const parts: CliParts = {
  terminal,
  clock: systemClock,
  nonce,
  hash: nativeSha256,
  connect: async (context) => (await import("./cluster.ts")).connect(context),
  guards: async (cluster) => (await import("./cluster.ts")).guards(cluster),
  contexts: async () => (await import("./cluster.ts")).contexts(),
  workspace: async (folder) => (await import("./workspace.ts")).openWorkspace(folder),
  scaffolding: async (folder) => (await import("./scaffold.ts")).openScaffolding(folder),
  checking: async (folder) => (await import("./checks.ts")).openChecking(folder),
  readiness: async (folder) => (await import("./readiness.ts")).openReadiness(folder),
  trial: async (folder) => (await import("./trial.ts")).askedTrialIn(folder, notKept),
  github: async () => (await import("./github.ts")).githubPart(process.env),
  startSandbox: async (options) => (await import("./sandbox.ts")).startSampleSandbox(options),
};

void main();

async function main(): Promise<void> {
  // Whoever reads may stop reading, such as `head`: then there is nobody left to tell.
  process.stdout.on("error", () => process.exit());
  process.exitCode = await runCommandLine(parts, manifest.version, process.argv.slice(2));
}

/** What was tried was found all the same. */
function notKept(error: unknown): void {
  terminal.note(`What was found could not be kept for tidegate checklist: ${messageOf(error)}`);
}

async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}
