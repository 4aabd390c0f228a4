import { dig, type Members, numberOf, textOf } from "../json.ts";
import { ageOf } from "./duration.ts";

/** One column of `kubectl get`. Columns with priority 1 are shown by `-o wide` only. */
export interface Column {
  readonly name: string;
  readonly type: "string" | "integer";
  readonly format?: "name";
  readonly priority: 0 | 1;
  /** `now` in milliseconds since the epoch. */
  readonly cell: (object: Members, now: number) => string | number;
}

type Cell = Column["cell"];

/** A column of text. */
export const text = (name: string, cell: Cell): Column => ({ name, type: "string", priority: 0, cell });
/** A column of text that `-o wide` adds. */
export const wide = (name: string, cell: Cell): Column => ({ name, type: "string", priority: 1, cell });
/** A column of a number, 0 where it is missing. */
export const count = (name: string, ...path: readonly string[]): Column => ({
  name,
  type: "integer",
  priority: 0,
  cell: (object) => numberOf(dig(object, ...path)),
});

export const NAME: Column = { ...text("Name", (object) => textOf(dig(object, "metadata", "name"))), format: "name" };
export const AGE = text("Age", (object, now) => ageOf(dig(object, "metadata", "creationTimestamp"), now));

/** A text, `<none>` where it is empty. */
export function orNone(value: unknown): string {
  return textOf(value) || "<none>";
}
