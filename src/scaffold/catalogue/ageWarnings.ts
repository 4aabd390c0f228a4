import { parseTimestamp } from "../../base/clock.ts";
import type { Catalogue } from "./catalogue.ts";

/** Entries that were last seen longer ago than this, in days, are called old. */
export const OLD_DAYS = 90;

export interface CatalogueWarning {
  readonly reason: "Old" | "EndOfLife";
  /** The table and key of the entries it is about, such as `images` and `node:20-bookworm-slim`. */
  readonly entries: readonly CatalogueEntry[];
  /** What is so, and what to do. */
  readonly message: string;
}

export interface CatalogueEntry {
  readonly table: "images" | "actions" | "tools";
  readonly name: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const MOST_NAMES = 5;

/** What a person should know about the age of a catalogue on a day such as `2026-11-21`. None for a fresh one. */
export function ageWarnings(catalogue: Catalogue, today: string): readonly CatalogueWarning[] {
  const old = entriesWhere(catalogue, ({ seen }) => days(seen, today) > OLD_DAYS);
  const ended = Object.entries(catalogue.images)
    .filter(([, { endOfLife }]) => endOfLife !== undefined && endOfLife <= today)
    .map(([name]): CatalogueEntry => ({ table: "images", name }));
  return [
    ...(old.length === 0 ? [] : [oldWarning(catalogue, old, today)]),
    ...(ended.length === 0 ? [] : [endedWarning(ended)]),
  ];
}

function oldWarning(catalogue: Catalogue, entries: readonly CatalogueEntry[], today: string): CatalogueWarning {
  const oldest = Math.max(...entries.map(({ table, name }) => days(catalogue[table][name]?.seen ?? today, today)));
  return {
    reason: "Old",
    entries,
    message:
      `${counted(entries, "version")} of the catalogue ${entries.length === 1 ? "was" : "were"} last seen up to ` +
      `${oldest} days ago (${named(entries)}). Run \`tidegate catalogue refresh\`, or update Tidegate.`,
  };
}

function endedWarning(entries: readonly CatalogueEntry[]): CatalogueWarning {
  return {
    reason: "EndOfLife",
    entries,
    message:
      `${counted(entries, "image")} of the catalogue ${entries.length === 1 ? "gets" : "get"} no more fixes from ` +
      `${entries.length === 1 ? "its" : "their"} maintainers (${named(entries)}). Move the workspace to a later version.`,
  };
}

function entriesWhere(catalogue: Catalogue, is: (entry: { readonly seen: string }) => boolean): CatalogueEntry[] {
  return (["images", "actions", "tools"] as const).flatMap((table) =>
    Object.entries(catalogue[table])
      .filter(([, entry]) => is(entry))
      .map(([name]) => ({ table, name })),
  );
}

function counted(entries: readonly CatalogueEntry[], word: string): string {
  return entries.length === 1 ? `One ${word}` : `${entries.length} ${word}s`;
}

function named(entries: readonly CatalogueEntry[]): string {
  const first = entries.slice(0, MOST_NAMES).map(({ name }) => name);
  return [...first, ...(entries.length > MOST_NAMES ? [`and ${entries.length - MOST_NAMES} more`] : [])].join(", ");
}

function days(from: string, to: string): number {
  return Math.floor(((parseTimestamp(to) ?? 0) - (parseTimestamp(from) ?? 0)) / DAY_MS);
}
