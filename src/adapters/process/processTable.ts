import { readFile, readlink } from "node:fs/promises";
import { hostname } from "node:os";
import { SingleFlight } from "../../base/async.ts";
import { Fault } from "../../base/result.ts";
import type { Command } from "../../core/ports/command.ts";
import type { Liveness, ProcessIdentity, ProcessTable } from "../../core/ports/processTable.ts";
import { runCommand } from "./command.ts";

/** Processes of this machine: `/proc` on Linux, `ps` on macOS, PowerShell on Windows. */
export function systemProcessTable(): ProcessTable {
  const own = new SingleFlight<ProcessIdentity>();
  return {
    self: () => own.run(ownIdentity),
    async liveness(other): Promise<Liveness> {
      if (other.space !== hostname()) return "elsewhere";
      return (await startOf(other.pid)) === other.startedAt ? "alive" : "dead";
    },
  };
}

async function ownIdentity(): Promise<ProcessIdentity> {
  const startedAt = await startOf(process.pid);
  if (startedAt === undefined) throw new Fault("ProcessUnknown", "The start time of this process cannot be read.");
  return { pid: process.pid, startedAt, space: hostname() };
}

/** When a process started, in the words of the system; undefined where there is no such process. */
async function startOf(pid: number): Promise<string | undefined> {
  if (process.platform === "linux") return startFromProc(pid);
  try {
    return await runCommand(process.platform === "win32" ? windowsStart(pid) : unixStart(pid));
  } catch (error) {
    if (error instanceof Fault && error.reason === "CommandFailed") return undefined;
    throw error;
  }
}

/** Boot and process space are part of it: ticks begin anew with every boot, numbers with every container. */
async function startFromProc(pid: number): Promise<string | undefined> {
  try {
    const [stat, boot, space] = await Promise.all([
      readFile(`/proc/${pid}/stat`, "utf8"),
      readFile("/proc/sys/kernel/random/boot_id", "utf8"),
      readlink("/proc/self/ns/pid"),
    ]);
    const ticks = startTicks(stat);
    return ticks === undefined ? undefined : `${boot.trim()} ${space} ${ticks}`;
  } catch {
    return undefined;
  }
}

/**
 * Field 22 of proc_pid_stat(5): ticks after boot. A zombie has ended. Fields are counted after the last parenthesis,
 * because a process may have blanks and parentheses in its name.
 */
export function startTicks(stat: string): string | undefined {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields[0] === "Z" || fields[0] === "X" ? undefined : fields[19];
}

/** `ps` prints local time in the C locale to the second. */
export function unixStart(pid: number): Command<string | undefined> {
  return {
    command: "ps",
    args: ["-o", "lstart=", "-p", String(pid)],
    env: { LC_ALL: "C", TZ: "UTC" },
    timeoutMs: 5000,
    parse: (output) => output.trim() || undefined,
  };
}

export function windowsStart(pid: number): Command<string | undefined> {
  return {
    command: "powershell.exe",
    args: ["-NoProfile", "-NonInteractive", "-Command", `(Get-Process -Id ${pid}).StartTime.ToFileTimeUtc()`],
    timeoutMs: 15_000,
    parse: (output) => output.trim() || undefined,
  };
}
