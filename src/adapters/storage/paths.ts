import { realpath } from "node:fs/promises";
import { join, sep } from "node:path";
import { Fault } from "../../base/result.ts";

const RUN = /^[1-9]\d{0,8}$/u;
const REQUEST = /^[A-Za-z0-9-]{8,64}$/u;
const KEPT = /^[A-Za-z0-9][A-Za-z0-9._-]{0,120}$/u;

export function isRunNumber(name: string): boolean {
  return RUN.test(name);
}

/** A run's number that came from outside, checked before it becomes a part of a path. */
export function runNumber(name: string): string {
  if (isRunNumber(name)) return name;
  throw new Fault("RunNotFound", `"${name.slice(0, 40)}" is no run. Runs are numbers, such as 12.`);
}

/** A request's id that came from outside, checked before it becomes a part of a path. */
export function requestFile(id: string): string {
  if (REQUEST.test(id)) return `${id}.json`;
  throw new Fault("UnsafePath", "A request's id has 8 to 64 letters, digits and dashes.");
}

/** A file name made of text such as a pod's name. */
export function keptFile(name: string): string {
  const safe = name.replaceAll(/[^A-Za-z0-9._-]/gu, "-").replaceAll(/\.{2,}/gu, ".");
  if (KEPT.test(safe)) return safe;
  throw new Fault("UnsafePath", "Kept text needs a file name of letters, digits, dots and dashes.");
}

/**
 * Joins names to a folder and refuses where a link leads out of it: a hostile workspace could point `.tidegate` at
 * anything its person may write. Parts that do not exist yet are taken as they are.
 */
export async function inside(folder: string, ...names: string[]): Promise<string> {
  const root = await realpath(folder);
  let path = root;
  for (const name of names) {
    path = join(path, name);
    const real = await realpath(path).catch(() => path);
    if (real !== root && !real.startsWith(root.endsWith(sep) ? root : root + sep)) {
      throw new Fault("UnsafePath", `${path} is a link that leads out of ${root}. Remove it; nothing was written.`);
    }
  }
  return path;
}

/** Whether an error of the file system has one of these codes. */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}
