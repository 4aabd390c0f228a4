import { parseTimestamp } from "../../base/clock.ts";
import type { Made } from "../report.ts";

/** RFC 3339, with or without a zone, as reports have it. */
const INSTANT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(Z|[+-]\d\d:?\d\d)?$/u;

/** When a report says that it was made; undefined where that is no instant. */
export function madeOf(text: string | undefined): Made | undefined {
  const match = INSTANT.exec(text?.trim() ?? "");
  if (match === null) return undefined;
  const zoned = match[1] !== undefined;
  const plain = match[0].replace(" ", "T").replace(",", ".");
  const at = parseTimestamp(zoned ? plain : `${plain}Z`);
  return at === undefined ? undefined : Object.freeze({ at, zoned });
}

/** The earlier of two. Where they are equal, the one that is less sure. */
export function earlier(a: Made | undefined, b: Made | undefined): Made | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if (a.at === b.at) return a.zoned ? b : a;
  return a.at < b.at ? a : b;
}
