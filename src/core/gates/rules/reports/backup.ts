import { parseTimestamp } from "../../../../base/clock.ts";
import type { Measure } from "../../../evidence/evidence.ts";
import { at, isMap, listAt } from "../../../read/value.ts";
import { span } from "../../../run/words.ts";
import { failed, type Finding, inconclusive, passed } from "../../finding.ts";
import { fromTheFuture } from "./reportAge.ts";

/** A file that a backup wrote. */
export interface BackupFile {
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number;
  /** Hex; absent where the file is too large to be hashed for this. */
  readonly sha256?: string;
  /** What it says, where it is JSON of a size to read; undefined members where it is a dump. */
  readonly text?: string;
}

export interface BackupFacts {
  readonly globs: readonly string[];
  readonly files: readonly BackupFile[];
  readonly unmatched: readonly string[];
  readonly complete: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Whether the newest backup is not older than `maxAge` seconds. Source: safety-handbook.md:218. */
export function judgeBackup(maxAge: number, facts: BackupFacts): Finding {
  const { globs, files, complete, now } = facts;
  if (globs.length === 0) {
    const message = `Nobody said what the last backup writes. Write it into tidegate.yaml as evidence.backup, such as "backups/*.json".`;
    return inconclusive("NotSaid", message);
  }
  if (!complete)
    return inconclusive("TooMany", "More files match evidence.backup than are looked at. Write a narrower glob.");
  if (files.length === 0)
    return inconclusive("NoFile", `No file matches ${globs.join(", ")}. Make a backup, or correct evidence.backup.`);
  const told = files.map((file) => ({ file, tells: tellsOf(file) }));
  const newest = told.toSorted((a, b) => timeOf(b) - timeOf(a))[0];
  return newest === undefined ? inconclusive("NoFile", "There is no backup.") : judgeNewest(newest, maxAge, now);
}

interface Told {
  readonly file: BackupFile;
  readonly tells: Tells;
}

/** When a backup was complete, or what keeps that from being known. */
type Tells = { readonly at: number } | { readonly problem: string } | { readonly failed: string; readonly at?: number };

function timeOf({ file, tells }: Told): number {
  return "at" in tells && tells.at !== undefined ? tells.at : file.modifiedAt;
}

function judgeNewest({ file, tells }: Told, maxAge: number, now: number): Finding {
  const { path, bytes, sha256 } = file;
  const time = timeOf({ file, tells });
  const files = sha256 === undefined ? {} : { files: [{ path, sha256, bytes, madeAt: time }] };
  if ("problem" in tells) return { ...inconclusive("Unreadable", `${path}: ${tells.problem}`), ...files };
  if ("failed" in tells)
    return { ...failed("BackupFailed", `${path}: the backup ended as ${tells.failed}. Make another.`), ...files };
  if (bytes === 0)
    return { ...inconclusive("Empty", `${path} is empty, so nothing could be restored from it.`), ...files };
  const doubt = fromTheFuture(file, time, now);
  if (doubt !== undefined) return { ...inconclusive(doubt.reason, doubt.message), ...files };
  const age = now - time;
  const measure: Measure = { value: Math.max(0, Math.ceil(age / 1000)), bound: maxAge, good: "at-most", unit: "s" };
  const fresh = age <= maxAge * 1000;
  // Both may read alike in words: 1 h 0 min 20 s are 1 h.
  const old = fresh || span(age) !== span(maxAge * 1000) ? span(age) : `more than ${span(maxAge * 1000)}`;
  const message = `The newest backup, ${path}, is ${old} old; ${span(maxAge * 1000)} are allowed.`;
  const finding = fresh ? passed("Fresh", message) : failed("TooOld", `${message} Make another.`);
  return { ...finding, measure, ...files };
}

/** A dump tells nothing; when it was written counts. */
function tellsOf({ text, modifiedAt }: BackupFile): Tells {
  if (text === undefined) return { at: modifiedAt };
  const value = jsonOf(text);
  if (!isMap(value)) return { problem: "it is named as JSON and holds no object. Correct what the backup writes." };
  const listed = listAt(value, "items");
  const all = (listed.length > 0 ? listed : [value]).map((one) => tellsOfObject(one, modifiedAt));
  const times = all.filter((one): one is { at: number } => "at" in one && !("failed" in one));
  const newest = times.toSorted((a, b) => b.at - a.at)[0];
  return newest ?? all[0] ?? { at: modifiedAt };
}

const TIMES = [["status", "completionTimestamp"], ["completedAt"], ["endTime"]] as const;
/** What Velero calls a backup that holds everything. Others may lack what is needed. */
const GOOD_PHASES = new Set(["Completed"]);

function tellsOfObject(value: unknown, modifiedAt: number): Tells {
  const phase = at(value, "status", "phase");
  const said = TIMES.map((path) => at(value, ...path)).find((one) => one !== undefined && one !== null);
  const time = typeof said === "string" ? zonedTime(said) : undefined;
  if (typeof phase === "string" && !GOOD_PHASES.has(phase)) {
    return { failed: phase.slice(0, 40), ...(time === undefined ? {} : { at: time }) };
  }
  if (said === undefined) return { at: modifiedAt };
  if (time !== undefined) return { at: time };
  return { problem: "its time is none with a date, a time of day and a zone, such as 2026-01-31T12:00:00Z." };
}

function zonedTime(text: string): number | undefined {
  const zoned = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/u.test(text);
  return zoned ? parseTimestamp(text) : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
