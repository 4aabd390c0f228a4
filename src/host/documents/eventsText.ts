import { parseTimestamp } from "../../base/clock.ts";
import type { KubeEvent } from "../../core/rollout/objects.ts";
import { l10n } from "../l10n.ts";
import { duration } from "../text/time.ts";
import { oneLine } from "../text/words.ts";

/** Events as lines, newest first: age, type, reason, how often, message. */
export function eventsText(about: string, events: readonly KubeEvent[], now: number): string {
  const lines = events
    .map((event) => ({ event, at: lastSeen(event) }))
    .toSorted((a, b) => b.at - a.at)
    .map(({ event, at }) => line(event, at, now));
  const title = l10n.t("Events of {0}", about);
  return [
    title,
    "",
    ...(lines.length === 0 ? [l10n.t("The cluster keeps none; it drops them after an hour.")] : lines),
    "",
  ].join("\n");
}

function lastSeen({ lastTimestamp, eventTime, firstTimestamp, metadata }: KubeEvent): number {
  return parseTimestamp(lastTimestamp ?? eventTime ?? firstTimestamp ?? metadata.creationTimestamp) ?? 0;
}

function line({ type, reason, count, message }: KubeEvent, at: number, now: number): string {
  const age = at === 0 ? "?" : duration(now - at);
  const times = count !== undefined && count > 1 ? ` (×${count})` : "";
  return `${age.padStart(8)}  ${(type ?? "").padEnd(7)}  ${(reason ?? "").padEnd(24)}  ${oneLine(message ?? "", 500)}${times}`;
}
