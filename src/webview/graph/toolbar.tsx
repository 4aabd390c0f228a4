import type { JSX } from "preact";
import { IconButton } from "../button.tsx";
import type { PanelProps } from "../panelProps.ts";
import { numberText, t } from "../words/language.ts";
import { SearchBox } from "./searchBox.tsx";

const FACTOR = 1.25;

/** Search on the left; how it is looked at, and the way out of the panel, on the right. */
export function Toolbar({ panel }: PanelProps): JSX.Element {
  const { state } = panel;
  const outline = state.outline.value;
  return (
    <div class="toolbar">
      <SearchBox panel={panel} />
      <div class="tools" role="toolbar" aria-label={t("View")}>
        {outline ? null : <ZoomTools panel={panel} />}
        {state.snapshot.value?.run === undefined ? null : (
          <IconButton
            label={t("Follow the Run")}
            shortcut="F"
            icon="target"
            pressed={state.follow.value}
            onPress={() => (state.follow.value = !state.follow.value)}
          />
        )}
        <IconButton
          label={t("Show as Outline")}
          shortcut="O"
          icon="list-tree"
          pressed={outline}
          onPress={() => panel.focus(outline ? "graph" : "outline")}
        />
        <IconButton label={t("Export…")} icon="export" onPress={() => panel.host.post({ type: "export" })} />
      </div>
    </div>
  );
}

function ZoomTools({ panel: { state, moves } }: PanelProps): JSX.Element {
  const scale = state.view.value?.scale;
  return (
    <>
      <IconButton label={t("Zoom Out")} shortcut="-" icon="zoom-out" onPress={() => moves.zoom(1 / FACTOR)} />
      <span class="percent digits">{scale === undefined ? "" : numberText(scale, { style: "percent" })}</span>
      <IconButton label={t("Zoom In")} shortcut="+" icon="zoom-in" onPress={() => moves.zoom(FACTOR)} />
      <IconButton label={t("Fit the Whole Graph")} shortcut="0" icon="screen-full" onPress={moves.fit} />
    </>
  );
}
