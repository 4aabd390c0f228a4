import { timestamp } from "../base/clock.ts";
import type { Evidence } from "../core/evidence/evidence.ts";

/** How many places and files are named on a line; the journal has all. */
const MOST_NAMED = 3;

/** Where the reason of evidence stands and what it was read from, to follow its sentence; empty where nothing is known. */
export function proofText({ verdict, measure, places = [], files = [] }: Evidence): string {
  const at = verdict === "pass" ? [] : places.map(({ path, line }) => (line === undefined ? path : `${path}:${line}`));
  const read = files.map(
    ({ path, sha256, madeAt }) => `${path} of ${timestamp(madeAt)}, sha256:${sha256.slice(0, 12)}`,
  );
  return [measureText(measure), named("at", at), named("read", read)].filter((part) => part !== "").join("");
}

function measureText(measure: Evidence["measure"]): string {
  if (measure === undefined) return "";
  const { value, bound, good, unit } = measure;
  return ` [${value} ${unit}, ${good === "at-least" ? "at least" : "at most"} ${bound}]`;
}

function named(word: string, all: readonly string[]): string {
  if (all.length === 0) return "";
  const more = all.length - MOST_NAMED;
  return ` [${word} ${all.slice(0, MOST_NAMED).join("; ")}${more > 0 ? `; and ${more} more` : ""}]`;
}
