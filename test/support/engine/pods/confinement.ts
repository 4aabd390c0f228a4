import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** How the kernel confines one process. */
export interface Confinement {
  /** Real, effective, saved and file system user, each once; groups likewise. */
  readonly users: readonly number[];
  readonly groups: readonly number[];
  /** Of all five sets; none where it has no capability and can get none. */
  readonly capabilities: bigint;
  readonly noNewPrivileges: boolean;
  /** Whether its system calls go through a filter. */
  readonly filtered: boolean;
  readonly rootIsReadOnly: boolean;
  /** What is mounted for it to write into. */
  readonly writable: readonly string[];
}

/** What the kernel gives a container at most. */
export interface Limits {
  readonly memoryBytes: number;
  /** In processors. */
  readonly cpu: number;
}

const CGROUPS = "/sys/fs/cgroup";
/** The kernel's own file systems, and the one file that every kubelet writes for its containers, and no user of theirs can. */
const NOT_ITS_OWN = /^\/(?:(?:proc|sys|dev)(?:\/|$)|etc\/hosts$)/u;

/** A process of a container, and what the kernel said of its cgroups when it was found: it may end soon. */
export interface ContainerProcess {
  readonly pid: number;
  readonly groups: string;
}

/** The processes of a container on this machine, by the container's id. */
export async function processesOf(container: string): Promise<readonly ContainerProcess[]> {
  const found: ContainerProcess[] = [];
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/u.test(name)).map(Number)) {
    const groups = await about(pid, "cgroup");
    if (groups.includes(container)) found.push({ pid, groups });
  }
  return found;
}

/** What the kernel says about a process; undefined where it has ended meanwhile. */
export async function confinementOf({ pid }: ContainerProcess): Promise<Confinement | undefined> {
  const status = new Map(lines(await about(pid, "status")).map((line) => pair(line)));
  const mounts = lines(await about(pid, "mountinfo")).map((line) => {
    const [, , , , place = "", options = ""] = line.split(" ");
    return { place, readOnly: options.split(",").includes("ro") };
  });
  if (status.size === 0 || mounts.length === 0) return undefined;
  const numbers = (name: string): number[] => [...new Set((status.get(name) ?? "").split(/\s+/u).map(Number))];
  const sets = ["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"].map((name) => BigInt(`0x${status.get(name)}`));
  return {
    users: numbers("Uid"),
    groups: numbers("Gid"),
    capabilities: sets.reduce((all, one) => all | one, 0n),
    noNewPrivileges: status.get("NoNewPrivs") === "1",
    filtered: status.get("Seccomp") === "2",
    rootIsReadOnly: mounts.some(({ place, readOnly }) => place === "/" && readOnly),
    writable: mounts.flatMap(({ place, readOnly }) => (readOnly || NOT_ITS_OWN.test(place) ? [] : [place])).toSorted(),
  };
}

/** The limits of the cgroups that a process is or was in, of either version. */
export async function limitsOf({ groups }: ContainerProcess): Promise<Limits> {
  const split = lines(groups).map((line) => line.split(":"));
  const one = (controller: string): string =>
    split.find(([, names]) => names === "" || names?.split(",").includes(controller))?.[2] ?? "";
  const memory = (await limit(one("memory"), "memory.max")) || limit("memory", one("memory"), "memory.limit_in_bytes");
  const [quota, period] = (await limit(one("cpu"), "cpu.max")).split(" ");
  return {
    memoryBytes: Number(await memory),
    cpu:
      Number(quota || (await limit("cpu", one("cpu"), "cpu.cfs_quota_us"))) /
      Number(period ?? (await limit("cpu", one("cpu"), "cpu.cfs_period_us"))),
  };
}

/** What stands in a file of a cgroup; nothing where there is none. */
async function limit(...names: readonly string[]): Promise<string> {
  return (await readFile(path.join(CGROUPS, ...names), "utf8").catch(() => "")).trim();
}

function about(pid: number, file: string): Promise<string> {
  return readFile(`/proc/${pid}/${file}`, "utf8").catch(() => "");
}

function lines(text: string): readonly string[] {
  return text.split("\n").filter((line) => line !== "");
}

function pair(line: string): [string, string] {
  const colon = line.indexOf(":");
  return [line.slice(0, colon), line.slice(colon + 1).trim()];
}
