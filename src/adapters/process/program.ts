import { type ChildProcess, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { Fault, messageOf } from "../../base/result.ts";
import type { ProgramEnd, Programs, ProgramStart, RunningProgram } from "../../core/ports/program.ts";
import { BoundedOutput } from "./boundedOutput.ts";
import { PROGRAM_MARK } from "./programMark.ts";

/** How long a guard may take to end a tree before its group is ended without it. */
const GUARD_MS = 10_000;
/** How long is waited for the rest of what was printed, once nothing of the tree is left that could print. */
const REST_MS = 1000;

/**
 * Programs of this machine, each held by a guard: a process of its own that ends the program's whole tree when the
 * program ends, when it is told to, and when this process dies, however that happens. `guard` is the script of
 * `guardProgram`; `nonce` marks what belongs together.
 */
export function guardedPrograms(guard: string, nonce: () => string): Programs {
  return { start: (program) => start(guard, nonce(), program) };
}

async function start(
  guard: string,
  mark: string,
  { call, folder, environment }: ProgramStart,
): Promise<RunningProgram> {
  const own = process.versions["electron"] === undefined ? {} : { ELECTRON_RUN_AS_NODE: "1" };
  const child = spawn(process.execPath, [guard, ...call], {
    cwd: folder,
    env: { ...environment, ...own, [PROGRAM_MARK]: mark },
    // A group of its own, so that all of it can be ended and nothing of ours with it.
    detached: process.platform !== "win32",
    stdio: ["pipe", "pipe", "pipe", "pipe"],
    windowsHide: true,
  });
  await spawned(child, call[0]);
  return running(child);
}

function spawned(child: ChildProcess, program: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once("spawn", resolve);
    child.once("error", (error) => {
      reject(new Fault("ProgramNotStarted", `${program} could not be started: ${messageOf(error)}.`, { cause: error }));
    });
  });
}

function running(child: ChildProcess): RunningProgram {
  const output = new BoundedOutput();
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => output.add(chunk));
  // Its other end may be gone before this one is closed.
  child.stdin?.on("error", () => undefined);
  return {
    ended: endOf(child),
    output: () => output.read(),
    terminate: () => signalGroup(child, "SIGTERM"),
    kill: () => kill(child),
  };
}

async function endOf(child: ChildProcess): Promise<ProgramEnd> {
  const report = text(child.stdio[3] as Readable).catch(() => "");
  const closed = new Promise((resolve) => child.once("close", resolve));
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => {
    child.once("exit", (...how) => resolve(how));
  });
  await withinRest(closed);
  for (const stream of child.stdio) stream?.destroy();
  return readReport(await report) ?? { failure: `its guard ended with ${signal ?? `exit code ${code ?? "unknown"}`}` };
}

/** A process that took itself out of the tree may hold its output open for as long as it lives. */
async function withinRest(closed: Promise<unknown>): Promise<void> {
  const waited = Promise.withResolvers<void>();
  const timer = setTimeout(waited.resolve, REST_MS);
  await Promise.race([closed, waited.promise]);
  clearTimeout(timer);
}

function readReport(report: string): ProgramEnd | undefined {
  try {
    return JSON.parse(report) as ProgramEnd;
  } catch {
    return undefined;
  }
}

function kill(child: ChildProcess): void {
  child.stdin?.end();
  const timer = setTimeout(() => signalGroup(child, "SIGKILL"), GUARD_MS);
  child.once("exit", () => clearTimeout(timer));
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  if (process.platform === "win32") {
    child.stdin?.end();
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}
