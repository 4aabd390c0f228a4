import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { NodeState } from "../../protocol/panel.ts";
import { Icon } from "../icon.tsx";
import type { Panel, PanelProps } from "../panelProps.ts";
import { t } from "../words/language.ts";
import { STATE_ICON } from "../words/texts.ts";
import { countdownText, momentText, spanText } from "../words/time.ts";
import { type TimelineItem, timelineItems, weightOf } from "./timelineItems.ts";

/** The run's shape in time: each step with how long it took, what still counts down, and when nobody watched. */
export function Timeline({ panel }: PanelProps): JSX.Element | null {
  const list = useRef<HTMLOListElement>(null);
  const run = panel.state.snapshot.value?.run;
  const items = run === undefined ? [] : timelineItems(run, panel.time.now.value);
  useEffect(() => {
    if (list.current !== null) list.current.scrollLeft = list.current.scrollWidth;
  }, [items.length]);
  if (items.length === 0) return null;
  return (
    <section class="timeline" aria-label={t("Timeline")}>
      <ol ref={list}>
        {items.map((item, index) => (
          <li key={index} class={item.kind} style={{ flexGrow: weightOf(item) }}>
            {item.kind === "gap" ? <Gap item={item} /> : <StepItem panel={panel} item={item} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Gap({ item }: { readonly item: TimelineItem }): JSX.Element {
  return (
    <p class="item" title={t("{0} to {1}", momentText(item.from), momentText(item.to))}>
      <span class="bar" aria-hidden="true" />
      <span class="name">
        <Icon name="warning" tone="warning" /> {t("Unprotected")}
      </span>
      <span class="quiet digits">{t("nobody watched for {0}", spanText(item.to - item.from))}</span>
    </p>
  );
}

interface StepProps {
  readonly panel: Panel;
  readonly item: Extract<TimelineItem, { kind: "step" }>;
}

function StepItem({ panel, item: { step, from, to } }: StepProps): JSX.Element {
  const view = panel.state.views.value.get(step.node);
  const look = stateOf(step.leftAt === undefined, view?.state, step.outcome);
  const left = step.leftAt === undefined ? step.countsDownTo : undefined;
  return (
    <button
      type="button"
      class={`item item-${look}`}
      aria-current={step.leftAt === undefined ? "step" : undefined}
      title={[step.label, momentText(from), step.message].filter(Boolean).join("\n")}
      onClick={() => panel.moves.go(step.node)}
    >
      <span class="bar" aria-hidden="true">
        {left === undefined ? null : <span style={{ width: `${share(from, panel.time.now.value, left) * 100}%` }} />}
      </span>
      <span class="name">
        <Icon name={STATE_ICON[look]} tone={look} /> <span>{step.label}</span>
      </span>
      <span class="quiet digits">
        {left === undefined ? spanText(to - from) : t("{0} left", countdownText(left - panel.time.now.value))}
        {step.outcome === undefined ? "" : ` · ${step.outcome}`}
      </span>
    </button>
  );
}

/** How much of a hold is over. */
function share(from: number, now: number, end: number): number {
  return end <= from ? 1 : Math.min(1, Math.max(0, (now - from) / (end - from)));
}

/** A step that is over is told by its own outcome, for its node may have been entered again since. */
function stateOf(isOpen: boolean, state: NodeState | undefined, outcome: string | undefined): NodeState {
  if (isOpen) return state === "waiting" ? "waiting" : "now";
  return outcome !== undefined && BAD.has(outcome) ? "failed" : "passed";
}

const BAD: ReadonlySet<string> = new Set([
  "fail",
  "failed",
  "inconclusive",
  "deadline",
  "superseded",
  "rejected",
  "expired",
  "withdrawn",
  "voided",
  "circular",
  "blocked",
  "aborted",
  "escalated",
]);
