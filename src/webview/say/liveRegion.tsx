import { useSignal, useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { PanelSnapshot } from "../../protocol/panel.ts";
import type { PanelProps } from "../panelProps.ts";
import { announcement } from "./announcement.ts";
import { nodeSentence } from "./nodeSentence.ts";

/** Says politely what changed in the run, and what an arrow key led to. */
export function LiveRegion({ panel }: PanelProps): JSX.Element {
  const news = useSignal("");
  const place = useSignal("");
  const before = useRef<PanelSnapshot>(undefined);
  const last = useRef<string>(undefined);
  useSignalEffect(() => {
    const after = panel.state.snapshot.value;
    if (after === undefined) return;
    const said = announcement(before.current, after);
    before.current = after;
    if (said !== undefined) news.value = said;
  });
  useSignalEffect(() => {
    const selected = panel.state.selected.value;
    if (selected !== undefined && selected !== last.current) place.value = nodeSentence(panel.state);
    last.current = selected;
  });
  return (
    <>
      <p class="unseen" role="status" aria-live="polite">
        {news.value}
      </p>
      <p class="unseen" aria-live="polite">
        {place.value}
      </p>
    </>
  );
}
