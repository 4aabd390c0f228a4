import { execa } from "execa";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeSync } from "node:fs";
import type { ProgramEnd } from "../../core/ports/program.ts";
import { PROGRAM_MARK, REPORT_FILE } from "./programMark.ts";

/** Daemons may start others while they are being ended: they are looked for again, but not for ever. */
const ROUNDS = 20;

/**
 * Runs one program and ends everything that it started: when it has ended, and when whoever started the guard lets go
 * of its standard input, which also happens when that process is killed. The guard leads a process group of its own.
 * It reports how the program ended and does not return.
 */
export async function guardProgram([program = "", ...args]: readonly string[]): Promise<void> {
  // They are sent to the whole group; the guard must still be there when the program has ended.
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => undefined);
  const child = execa(program, args, {
    env: withoutOwn(process.env),
    extendEnv: false,
    stdio: ["ignore", "inherit", "inherit"],
    buffer: false,
    reject: false,
    cleanup: false,
    windowsHide: true,
  });
  const letGo = (): void => (child.pid === undefined ? endTree(undefined) : endProgram(child.pid));
  for (const event of ["end", "close", "error"] as const) process.stdin.once(event, letGo);
  process.stdin.resume();
  const { exitCode, signal, code } = await child;
  const end: ProgramEnd = {
    ...(exitCode === undefined ? {} : { code: exitCode }),
    ...(signal === undefined ? {} : { signal }),
    ...(exitCode === undefined && signal === undefined ? { failure: code ?? "unknown" } : {}),
  };
  report(end);
  endTree(child.pid);
}

/** What made this process a guard is not for the program. */
function withoutOwn(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => name !== "ELECTRON_RUN_AS_NODE"));
}

function report(end: ProgramEnd): void {
  try {
    writeSync(REPORT_FILE, JSON.stringify(end));
  } catch {
    // Nobody is there any more to be told.
  }
}

/** Its end is noticed and reported like any other, and then the rest of its tree is ended. */
function endProgram(pid: number): void {
  if (process.platform === "win32") return endTree(pid);
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended already and its end is about to be noticed.
  }
}

/** Ends what is left of the tree, and this process with it. */
function endTree(child: number | undefined): void {
  if (process.platform === "win32") {
    if (child !== undefined) spawnSync("taskkill", ["/PID", String(child), "/T", "/F"], { windowsHide: true });
    process.exit();
  }
  for (let round = 0; round < ROUNDS && endMarked(); round += 1);
  process.kill(-process.pid, "SIGKILL");
}

/** Whether any process outside the group was found by its mark. Only Linux shows what others inherited. */
function endMarked(): boolean {
  const mark = process.env[PROGRAM_MARK];
  if (process.platform !== "linux" || mark === undefined) return false;
  const marked = readdirSync("/proc").filter((name) => /^\d+$/u.test(name) && Number(name) !== process.pid);
  return marked.map((pid) => endIfMarked(Number(pid), `${PROGRAM_MARK}=${mark}`)).some(Boolean);
}

/** A process that has ended and was not yet waited for shows no environment. */
function endIfMarked(pid: number, entry: string): boolean {
  try {
    if (!readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(entry)) return false;
    process.kill(pid, "SIGKILL");
    return true;
  } catch {
    return false;
  }
}
