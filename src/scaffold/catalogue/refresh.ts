import type { Catalogue } from "./catalogue.ts";
import type { CatalogueOverlay } from "./readCatalogue.ts";

/** What became of one question to the outside. */
export type Answer =
  | { readonly is: "image"; readonly name: string; readonly digest: string; readonly source: string }
  | { readonly is: "action"; readonly name: string; readonly commit: string; readonly source: string }
  /** `message` is a whole sentence. */
  | { readonly is: "failed"; readonly name: string; readonly message: string };

/** What a refresh asks: tags at registries, versions at repositories. In a fixed order. */
export interface RefreshPlan {
  /** Tags as the catalogue names them. */
  readonly images: readonly string[];
  readonly actions: readonly { readonly name: string; readonly version: string }[];
}

/** What is different after a refresh. */
export interface RefreshChange {
  readonly name: string;
  /** Undefined where none was known. */
  readonly before?: string;
  readonly after: string;
}

export interface Refreshed {
  /** To be written as the workspace's own entries. */
  readonly overlay: CatalogueOverlay;
  readonly changes: readonly RefreshChange[];
  /** Seen again as they were. */
  readonly unchanged: number;
  readonly failures: readonly { readonly name: string; readonly message: string }[];
}

/** What to ask to bring a catalogue up to date. Images that nothing chooses are left alone. */
export function planRefresh({ images, actions, choices }: Catalogue): RefreshPlan {
  const chosen = new Set(Object.values(choices).flatMap((table) => Object.values(table)));
  return {
    images: Object.keys(images)
      .filter((tag) => chosen.has(tag))
      .toSorted(),
    actions: Object.entries(actions)
      .map(([name, { version }]) => ({ name, version }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

/**
 * The workspace's own entries after the answers, on a day such as `2026-11-21`: what was seen again gets that day,
 * what failed stays as it was. Entries that were the workspace's before are kept.
 */
export function applyRefresh(
  catalogue: Catalogue,
  before: CatalogueOverlay | undefined,
  answers: readonly Answer[],
  today: string,
): Refreshed {
  const images: Catalogue["images"] = { ...before?.images };
  const actions: Catalogue["actions"] = { ...before?.actions };
  const seen = answers.flatMap((answer) => {
    if (answer.is === "failed") return [];
    const { source } = answer;
    if (answer.is === "image") {
      const known = Object.hasOwn(catalogue.images, answer.name) ? catalogue.images[answer.name] : undefined;
      images[answer.name] = { ...known, source, seen: today, digest: answer.digest };
      return [change(answer.name, known?.digest, answer.digest)];
    }
    const known = Object.hasOwn(catalogue.actions, answer.name) ? catalogue.actions[answer.name] : undefined;
    if (known === undefined) return [];
    actions[answer.name] = { ...known, source, seen: today, commit: answer.commit };
    return [change(answer.name, known.commit, answer.commit)];
  });
  const changes = seen.filter(({ before: old, after }) => old !== after);
  return {
    overlay: { ...before, version: 1, images: sorted(images), actions: sorted(actions) },
    changes,
    unchanged: seen.length - changes.length,
    failures: answers.flatMap((answer) =>
      answer.is === "failed" ? [{ name: answer.name, message: answer.message }] : [],
    ),
  };
}

/** The text of the workspace's own entries, as they are kept. */
export function overlayText(overlay: CatalogueOverlay): string {
  return `${JSON.stringify(overlay, undefined, 2)}\n`;
}

function change(name: string, before: string | undefined, after: string): RefreshChange {
  return { name, after, ...(before !== undefined && { before }) };
}

function sorted<T>(table: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(table).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
