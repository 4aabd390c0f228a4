import type { RunView, TimelineStep } from "../../protocol/panel.ts";

/** What stands in the timeline, oldest first: a step of the walk, or a span in which nobody watched. */
export type TimelineItem =
  | { readonly kind: "step"; readonly step: TimelineStep; readonly from: number; readonly to: number }
  | { readonly kind: "gap"; readonly from: number; readonly to: number };

/**
 * Steps in the order of the walk, each gap behind the last step that was entered before it. `now` ends what goes on.
 * Milliseconds since the epoch.
 */
export function timelineItems({ timeline, gaps, unprotectedSince }: RunView, now: number): readonly TimelineItem[] {
  const open = unprotectedSince === undefined ? [] : [{ from: unprotectedSince, to: now }];
  const unseen = [...gaps, ...open].map((gap) => ({ kind: "gap", ...gap }) as const);
  return timeline.flatMap((step, index): TimelineItem[] => {
    const begin = index === 0 ? -Infinity : step.enteredAt;
    const end = timeline[index + 1]?.enteredAt ?? Infinity;
    const here = unseen.filter(({ from }) => from >= begin && from < end);
    return [{ kind: "step", step, from: step.enteredAt, to: step.leftAt ?? now }, ...here];
  });
}

/**
 * How wide an item stands among the others. A step of a second must stay readable beside a hold of an hour, so width
 * grows with the logarithm of the time: about one more for each doubling from a second on.
 */
export function weightOf({ from, to }: TimelineItem): number {
  return 1 + Math.log2(1 + Math.max(0, to - from) / 1000);
}
