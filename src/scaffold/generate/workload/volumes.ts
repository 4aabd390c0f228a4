import type { Container } from "../container.ts";

/** A folder that a container may write to. */
export interface Volume {
  /** A DNS label of at most 30 characters, unique in its pod. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  /** Whether what is written must still be there after a restart. */
  readonly persistent: boolean;
}

/** Words in the names of folders that hold what people would miss, and of those that can be made again. */
const KEPT = new Set([
  "attachments",
  "data",
  "database",
  "db",
  "files",
  "media",
  "sqlite",
  "storage",
  "upload",
  "uploads",
]);
const REMADE = new Set([
  "cache",
  "caches",
  "log",
  "logs",
  "pids",
  "run",
  "session",
  "sessions",
  "temp",
  "tmp",
  "views",
]);

/** Folders of frameworks that hold caches, sessions and logs, whatever their names say. */
const WORKING_FOLDERS: Readonly<Record<string, string>> = { laravel: "/storage" };

/** Whether what is written to a folder must be kept, by the words of its path. */
export function isPersistent(path: string): boolean {
  const words = path.toLowerCase().split(/[^a-z0-9]+/u);
  return words.some((word) => KEPT.has(word)) && !words.some((word) => REMADE.has(word));
}

/** The volumes of a container. Paths that a pod cannot mount, or that lie in another one, have none. */
export function volumesOf({ writable, workingDirectory }: Container, framework = ""): readonly Volume[] {
  const paths = writable.flatMap((path) => {
    const mountable = mountPath(path);
    return mountable === undefined ? [] : [mountable];
  });
  const distinct = [...new Set(paths)];
  const apart = distinct.filter((path) => !distinct.some((other) => path !== other && path.startsWith(`${other}/`)));
  const names = new Set<string>();
  return apart.map((path) => {
    const short = path.startsWith(`${workingDirectory}/`) ? path.slice(workingDirectory.length) : path;
    const persistent = isPersistent(short) && short !== WORKING_FOLDERS[framework];
    return { name: freeName(short, names), path, persistent };
  });
}

/** Kubernetes separates paths by colons, and takes no way up. */
function mountPath(path: string): string | undefined {
  const segments = path.split("/").filter((segment) => segment !== "" && segment !== ".");
  const odd = segments.length === 0 || segments.includes("..") || /[:\p{Cc}\u2028\u2029]/u.test(path);
  return odd ? undefined : `/${segments.join("/")}`;
}

function freeName(path: string, taken: Set<string>): string {
  const words = path.toLowerCase().match(/[a-z0-9]+/gu) ?? [];
  const short = words.join("-").slice(-25).replace(/^-/u, "");
  const name = short === "" ? "folder" : short;
  let free = name;
  for (let count = 2; taken.has(free); count += 1) free = `${name}-${count}`;
  taken.add(free);
  return free;
}
