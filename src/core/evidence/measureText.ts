import type { Measure } from "./evidence.ts";

/** A number against its bound: `98.2 % of at least 95 %`. */
export function measureText({ value, bound, good, unit }: Measure): string {
  return `${withUnit(value, unit)} of ${good === "at-least" ? "at least" : "at most"} ${withUnit(bound, unit)}`;
}

/** At most two digits after the point. */
function withUnit(value: number, unit: string): string {
  return `${Math.round(value * 100) / 100} ${unit}`.trim();
}
