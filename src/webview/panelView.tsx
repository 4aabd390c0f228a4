import type { JSX } from "preact";
import { Details } from "./details/details.tsx";
import { Stage } from "./graph/stage.tsx";
import { Toolbar } from "./graph/toolbar.tsx";
import { Header } from "./header/header.tsx";
import { Outline } from "./outline/outline.tsx";
import type { PanelProps } from "./panelProps.ts";
import { Problems } from "./problems/problems.tsx";
import { LiveRegion } from "./say/liveRegion.tsx";
import { Timeline } from "./timeline/timeline.tsx";
import { t } from "./words/language.ts";

/** The whole panel. */
export function PanelView({ panel }: PanelProps): JSX.Element {
  const { snapshot, outline } = panel.state;
  if (snapshot.value === undefined) return <p class="empty">{t("Reading the run…")}</p>;
  return (
    <div class="panel" onKeyDown={(event) => toSearch(event, () => panel.focus("search"))}>
      <button type="button" class="skip" onClick={() => panel.focus("outline")}>
        {t("Show the graph as an outline")}
      </button>
      <Header panel={panel} />
      <div class="body">
        <section class="graph" aria-label={t("Graph")}>
          <Toolbar panel={panel} />
          {outline.value ? <Outline panel={panel} /> : <Stage panel={panel} />}
        </section>
        <Details panel={panel} />
      </div>
      <Problems panel={panel} />
      <Timeline panel={panel} />
      <LiveRegion panel={panel} />
    </div>
  );
}

/** `/` searches from wherever it is not text. */
function toSearch(event: KeyboardEvent, search: () => void): void {
  if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target instanceof HTMLInputElement) return;
  event.preventDefault();
  search();
}
