import { type Finding, failed, inconclusive, passed } from "../core/gates/finding.ts";
import { type Place, placeText } from "../core/place.ts";
import type { Unread } from "./unread.ts";

/** How many things a sentence names. */
const NAMED = 3;
/** How many places the facts hold. */
const PLACES = 8;

/** One thing that a rule looked at. Without a problem or a doubt it is as it should be. */
export interface Judged {
  readonly place: Place;
  /** What is wrong, as a clause that begins with the thing's name: `web has no readiness probe`. */
  readonly problem?: string | undefined;
  /** Why nothing can be said, as such a clause. */
  readonly doubt?: string | undefined;
}

/**
 * Something is missing: wrong where everything that could hold it was read, and open where some of it was not. A
 * measured failure cannot be talked away, so it has to be one.
 */
export function lacking(said: string, unread: readonly Unread[]): Pick<Judged, "problem" | "doubt"> {
  return unread.length === 0 ? { problem: said } : { doubt: `${said}, as far as files could be read` };
}

/** What the sentences of a verdict need. */
export interface Words {
  /** What was looked for, as a noun phrase without an article: `workloads`. */
  readonly things: string;
  /** Said where all is well. */
  readonly good: string;
  /** What to do about the problems, as a sentence. */
  readonly mend: string;
}

/** What something is, for rules about all things of a kind. */
export interface Looked {
  readonly judged: readonly Judged[];
  /** Files that may hold more things of the kind. */
  readonly unread: readonly Unread[];
}

/**
 * A rule about every thing of a kind: one problem fails it; a doubt, a file that could not be read, or no thing at all
 * leaves it open.
 */
export function verdictOfAll({ judged, unread }: Looked, { things, good, mend }: Words): Finding {
  const wrong = judged.filter((one) => one.problem !== undefined);
  if (wrong.length > 0) {
    const said = sentences(wrong, (one) => `${one.problem} (${placeText(one.place)})`);
    return located(failed("Problems", `${said} ${mend}`, { checked: judged.length, wrong: wrong.length }), wrong);
  }
  if (judged.length === 0 && unread.length === 0) {
    return inconclusive("NothingFound", `Looked for ${things} and found none.`);
  }
  const unsure = judged.filter((one) => one.doubt !== undefined);
  if (unsure.length > 0) {
    const said = sentences(unsure, (one) => `${one.doubt} (${placeText(one.place)})`);
    return located(inconclusive("Unclear", said), unsure);
  }
  if (unread.length > 0) return unreadFinding(unread, things);
  return located(passed("AsItShould", good, { checked: judged.length }), judged);
}

/**
 * A rule that asks for something: it passes where that was found. What is not in the workspace may be elsewhere, so
 * that its absence is open and no failure.
 */
export function verdictOfAny(
  { found, unread }: { readonly found: readonly Place[]; readonly unread: readonly Unread[] },
  { things, good }: Pick<Words, "things" | "good">,
): Finding {
  if (found.length > 0) {
    return located(
      passed("Found", good, { found: found.length }),
      found.map((place) => ({ place })),
    );
  }
  if (unread.length > 0) return unreadFinding(unread, things);
  return inconclusive("NothingFound", `Looked for ${things} and found none.`);
}

function unreadFinding(unread: readonly Unread[], things: string): Finding {
  const said = sentences(unread, ({ file, why }) => `${file} may hold ${things} and could not be read: ${why}`);
  const places = unread.map(({ file }) => ({ place: { file, line: 1 } }));
  return located(inconclusive("Unread", said), places);
}

/** A finding with the first places in its facts and with the files that it rests on as its source. */
function located(finding: Finding, things: readonly { readonly place: Place }[]): Finding {
  const places = new Map<string, Place>();
  for (const { place } of things) if (places.set(placeText(place), place).size >= PLACES) break;
  const files = [...new Set(things.map((one) => one.place.file))];
  return {
    ...finding,
    facts: { ...finding.facts, places: [...places.keys()].join(", ") },
    places: [...places.values()].map(({ file, line }) => ({ path: file, line })),
    source: filesText(files),
  };
}

/** The first of many files by name, and how many more there are. */
export function filesText(files: readonly string[]): string {
  const more = files.length - NAMED;
  return files.slice(0, NAMED).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

/** The first few of things as sentences, and how many more there are. */
function sentences<T>(things: readonly T[], clause: (thing: T) => string): string {
  const shown = things.slice(0, NAMED).map((one) => `${clause(one)}.`);
  const more = things.length - NAMED;
  return [...shown, ...(more > 0 ? [`And ${more} more.`] : [])].join(" ");
}
