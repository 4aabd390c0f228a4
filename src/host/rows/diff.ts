import type { Row } from "./row.ts";

/** Whether two rows look the same; their children are compared on their own. */
export function sameLook(a: Row, b: Row): boolean {
  return (
    a.label === b.label &&
    a.description === b.description &&
    a.tooltip === b.tooltip &&
    a.accessibilityLabel === b.accessibilityLabel &&
    a.contextValue === b.contextValue &&
    a.icon.id === b.icon.id &&
    a.icon.color === b.icon.color &&
    a.production === b.production &&
    a.checked === b.checked &&
    (a.children === undefined) === (b.children === undefined)
  );
}

/** Whether two lists hold the same rows in the same order, by id. */
export function sameIds(a: readonly Row[], b: readonly Row[]): boolean {
  return a.length === b.length && a.every((row, index) => row.id === b[index]?.id);
}
