import { ManualClock } from "../../src/base/clock.ts";
import { sha256Hex } from "../../src/base/hash.ts";
import type { CliParts } from "../../src/cli/parts.ts";
import { runCommandLine } from "../../src/cli/program.ts";

export interface FakeCliOptions extends Partial<Omit<CliParts, "terminal">> {
  readonly cwd?: string;
  /** What a person types, in order; without, nobody is there to ask. */
  readonly typed?: readonly string[];
  readonly input?: string;
}

export interface FakeRun {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** The questions that were put. */
  readonly asked: readonly string[];
}

/** Runs a command line inside the test; whatever is not given refuses to be used. */
export async function fakeCli(args: readonly string[], options: FakeCliOptions = {}): Promise<FakeRun> {
  const { cwd = "/", typed, input = "", ...parts } = options;
  const answers = [...(typed ?? [])];
  const out: string[] = [];
  const err: string[] = [];
  const asked: string[] = [];
  const terminal = {
    print: (text: string) => void out.push(text),
    note: (text: string) => void err.push(text),
    interactive: typed !== undefined,
    ask: async (question: string) => {
      asked.push(question);
      return answers.shift() ?? "";
    },
    readInput: async () => input,
    cwd,
    listenForStop: () => async () => undefined,
  };
  const rest = {
    connect: refuse,
    guards: refuse,
    contexts: refuse,
    workspace: refuse,
    scaffolding: refuse,
    checking: refuse,
    readiness: refuse,
    trial: refuse,
    github: refuse,
    startSandbox: refuse,
  };
  const own = { terminal, clock: new ManualClock(), nonce: () => "0".repeat(32), hash: sha256Hex };
  const code = await runCommandLine({ ...own, ...rest, ...parts }, "1.2.3", args);
  return { code, out: out.join("\n"), err: err.join("\n"), asked };
}

function refuse(): Promise<never> {
  return Promise.reject(new Error("This test has no such part."));
}
