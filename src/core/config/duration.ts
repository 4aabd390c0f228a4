const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** The longest duration that `tidegate.yaml` may name: 30 days. */
export const MAX_DURATION_SECONDS = 30 * 86_400;

/** Seconds of a duration as written in `tidegate.yaml`: `90`, `90s`, `10m`, `2h`, `1d`. */
export function secondsOf(value: number | string): number {
  if (typeof value === "number") return value;
  const unit = UNIT_SECONDS[value.slice(-1)];
  return unit === undefined ? Number(value) : Number(value.slice(0, -1)) * unit;
}

/** A duration as one would write it in the file: the largest unit that needs no fraction. */
export function durationText(seconds: number): string {
  const units = Object.entries(UNIT_SECONDS).toReversed();
  const [unit, size] = units.find(([, each]) => seconds !== 0 && seconds % each === 0) ?? ["s", 1];
  return `${seconds / size}${unit}`;
}
