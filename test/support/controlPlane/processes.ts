import { spawn } from "node:child_process";
import { openSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** A program this process started, the leader of a process group of its own. */
export interface RunningProcess {
  readonly name: string;
  readonly pid: number;
  /** False once it has ended. */
  running(): boolean;
  /** The last lines it wrote. */
  tail(): string;
  /** Ends the whole group, forcibly where it outlives `graceMs`, and returns when nothing of it is left. */
  stop(graceMs?: number): Promise<void>;
}

export interface ProcessOptions {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Receives standard output and standard error. */
  readonly logFile: string;
  readonly env?: Readonly<Record<string, string>>;
}

const GRACE_MS = 5_000;
/** Seconds on an idle machine; a minute was seen on one ten times as busy as it has cores. */
const READY_MS = 180_000;
const TAIL_CHARACTERS = 3_000;
const groups = new Set<number>();

/** Starts a program that ends with this process, however this process ends. */
export function startProcess(options: ProcessOptions): RunningProcess {
  killGroupsAtExit();
  const [command, args] = tiedToParent(options.command, options.args);
  const log = openSync(options.logFile, "a");
  const child = spawn(command, args, {
    detached: true,
    stdio: ["ignore", log, log],
    env: { ...process.env, ...options.env },
  });
  const pid = child.pid;
  if (pid === undefined) throw new Error(`${options.name} did not start: ${command} cannot be run.`);
  groups.add(pid);
  let ended = false;
  const exited = new Promise<void>((resolve) => {
    child.once("exit", () => {
      ended = true;
      resolve();
    });
  });
  const stop = async (graceMs = GRACE_MS): Promise<void> => {
    if (graceMs > 0) signalGroup(pid, "SIGTERM");
    await Promise.race([exited, sleep(graceMs, undefined, { ref: false })]);
    signalGroup(pid, "SIGKILL");
    await exited;
    await pollUntil(`${options.name} to be gone`, 5_000, () => !signalGroup(pid, 0));
    groups.delete(pid);
  };
  return { name: options.name, pid, running: () => !ended, tail: () => tailOf(options.logFile), stop };
}

/** Asks `ready` until it says yes. Throws with the log's end when the process dies or the time is over. */
export async function waitReady(
  watched: RunningProcess,
  ready: () => Promise<boolean>,
  deadlineMs = READY_MS,
): Promise<void> {
  await pollUntil(`${watched.name} to be ready`, deadlineMs, async () => {
    if (!watched.running()) throw new Error(`${watched.name} ended while it was starting:\n${watched.tail()}`);
    return ready().catch(() => false);
  }).catch((error: unknown) => {
    if (!watched.running()) throw error;
    throw new Error(`${String(error)}\n${watched.tail()}`, { cause: error });
  });
}

/** Polls a fact outside this process, at short intervals, up to a deadline. */
export async function pollUntil(
  what: string,
  deadlineMs: number,
  check: () => boolean | Promise<boolean>,
): Promise<void> {
  const end = performance.now() + deadlineMs;
  while (!(await check())) {
    if (performance.now() > end) throw new Error(`Waited ${deadlineMs} ms in vain for ${what}.`);
    await sleep(100);
  }
}

/** On Linux the kernel ends the program with its parent, so that a killed test run leaves nothing running. */
function tiedToParent(command: string, args: readonly string[]): [string, string[]] {
  if (process.platform !== "linux") return [command, [...args]];
  return ["setpriv", ["--pdeathsig", "KILL", "--", command, ...args]];
}

/** True while any process of the group is left. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}

let registered = false;
function killGroupsAtExit(): void {
  if (registered) return;
  registered = true;
  process.once("exit", () => {
    for (const pid of groups) signalGroup(pid, "SIGKILL");
  });
}

function tailOf(file: string): string {
  return readFileSync(file, "utf8").slice(-TAIL_CHARACTERS);
}
