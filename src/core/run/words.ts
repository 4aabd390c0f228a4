import type { WorkloadRef } from "../graph/graph.ts";

/** A span of time in words: `40 s`, `12 min`, `3 h 20 min`, `2 d 4 h`. Milliseconds in; below zero counts as zero. */
export function span(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return joined(`${hours} h`, minutes % 60, "min");
  return joined(`${Math.floor(hours / 24)} d`, hours % 24, "h");
}

function joined(first: string, rest: number, unit: string): string {
  return rest === 0 ? first : `${first} ${rest} ${unit}`;
}

/**
 * A countdown, short enough for a row: `3:10`, from an hour on the nearest `2 h`, from two days on the nearest `3 d`.
 * Milliseconds in, rounded up to whole seconds; below zero counts as zero.
 */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const hours = Math.round(seconds / 3600);
  if (hours >= 48) return `${Math.round(hours / 24)} d`;
  if (seconds >= 3600) return `${hours} h`;
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Names in a row: `web`, `web and worker`, `web, worker and cron`. */
export function list(names: readonly string[]): string {
  const last = names.at(-1) ?? "nothing";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

/** Workloads by name, as people call them. */
export function workloadNames(workloads: readonly WorkloadRef[]): string {
  return list(workloads.map((one) => one.name));
}
