/** A share as percent with two digits, rounded to its bad side: 99.999 of at least 100 is never shown as 100. */
export function percentDown(part: number, whole: number): number {
  return Math.floor((part * 10_000) / whole) / 100;
}

/** The same for what is to be small. */
export function percentUp(part: number, whole: number): number {
  return Math.ceil((part * 10_000) / whole) / 100;
}

/** `1 test`, `2 tests`. */
export function counted(count: number, one: string, more = `${one}s`): string {
  return `${count} ${count === 1 ? one : more}`;
}

/** The sum of what each one counts. */
export function sumOf<T>(all: readonly T[], count: (one: T) => number): number {
  return all.reduce((sum, one) => sum + count(one), 0);
}
