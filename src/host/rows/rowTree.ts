import { sameIds, sameLook } from "./diff.ts";
import type { Row } from "./row.ts";

/** A row's place in a tree: the same object for as long as the row is there, so that the editor keeps its state. */
export interface Place<T> {
  row: Row<T>;
  readonly parent: Place<T> | undefined;
  /** Absent until somebody looked at them. */
  children?: Place<T>[];
}

/**
 * Keeps the places of the rows that were looked at, and tells which of them changed. A place is changed when its own
 * look is different or when other rows stand under it; `undefined` stands for the root.
 */
export class RowTree<T> {
  readonly #places = new Map<string, Place<T>>();
  #roots: Place<T>[] | undefined;

  /** The place of a row that was looked at. */
  find(id: string): Place<T> | undefined {
    return this.#places.get(id);
  }

  /** The children of a place, built now if nobody looked before; `rows` gives the roots. */
  childrenOf(place: Place<T> | undefined, roots: () => readonly Row<T>[]): readonly Place<T>[] {
    if (place === undefined) return (this.#roots ??= this.#placed(roots(), undefined, []));
    return (place.children ??= this.#placed(place.row.children?.() ?? [], place, []));
  }

  /** Takes new roots and returns the least places that cover every change, in order. */
  update(roots: readonly Row<T>[]): (Place<T> | undefined)[] {
    if (this.#roots === undefined) return [];
    const changed: (Place<T> | undefined)[] = [];
    const before = this.#roots;
    const moved = !sameIds(
      before.map((place) => place.row),
      roots,
    );
    this.#roots = this.#placed(roots, undefined, before, moved ? undefined : changed);
    return moved ? [undefined] : changed;
  }

  /** Forgets everything; the next look builds anew. */
  clear(): void {
    this.#places.clear();
    this.#roots = undefined;
  }

  /** Without `changed`, a place above is refreshed with all below it, so nothing is collected. */
  #placed(
    rows: readonly Row<T>[],
    parent: Place<T> | undefined,
    before: readonly Place<T>[],
    changed?: (Place<T> | undefined)[],
  ): Place<T>[] {
    const ids = new Set(rows.map((row) => row.id));
    for (const place of before) if (!ids.has(place.row.id)) this.#forget(place);
    return rows.map((row) => this.#place(row, parent, changed));
  }

  #place(row: Row<T>, parent: Place<T> | undefined, changed: (Place<T> | undefined)[] | undefined): Place<T> {
    const place = this.#places.get(row.id);
    if (place === undefined) {
      const fresh: Place<T> = { row, parent };
      this.#places.set(row.id, fresh);
      return fresh;
    }
    const old = place.row;
    place.row = row;
    const below = this.#updateBelow(place, changed, !sameLook(old, row));
    if (below) changed?.push(place);
    return place;
  }

  /** Brings the children that were looked at up to date; true if the place itself needs a refresh. */
  #updateBelow(place: Place<T>, changed: (Place<T> | undefined)[] | undefined, looksNew: boolean): boolean {
    const before = place.children;
    if (before === undefined) return looksNew;
    const rows = place.row.children?.() ?? [];
    const refresh =
      looksNew ||
      !sameIds(
        before.map((child) => child.row),
        rows,
      );
    place.children = this.#placed(rows, place, before, refresh ? undefined : changed);
    return refresh;
  }

  #forget(place: Place<T>): void {
    this.#places.delete(place.row.id);
    for (const child of place.children ?? []) this.#forget(child);
  }
}
