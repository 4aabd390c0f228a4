import { parseTimestamp, timestamp } from "../../base/clock.ts";

/** Thousands of objects are stamped in the same second, and formatting is dear. */
let latest = { second: 0, text: "1970-01-01T00:00:00Z" };

/** RFC 3339 to the second, as Kubernetes writes `metav1.Time`. */
export function kubeTime(ms: number): string {
  const second = Math.floor(ms / 1000);
  if (second !== latest.second) latest = { second, text: `${timestamp(ms).slice(0, 19)}Z` };
  return latest.text;
}

/** RFC 3339 to the microsecond, as Kubernetes writes `metav1.MicroTime`. */
export function kubeMicroTime(ms: number): string {
  return timestamp(ms).replace("Z", "000Z");
}

/** Milliseconds since the epoch; 0 where the text is missing or no date. */
export function timeOf(text: string | undefined): number {
  return parseTimestamp(text) ?? 0;
}

/** A duration as Go prints it: `10s`, `1m20s`, `5m0s`. Whole seconds. */
export function goDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  return minutes === 0 ? `${seconds}s` : `${minutes}m${seconds % 60}s`;
}
