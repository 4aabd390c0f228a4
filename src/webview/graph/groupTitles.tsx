import type { JSX } from "preact";
import { Icon } from "../icon.tsx";
import type { Panel } from "../panelProps.ts";
import { t } from "../words/language.ts";
import type { Painted } from "./painted.ts";

/** Titles shrink with the picture down to this. Pixels. */
const SMALLEST = 8;
const LARGEST = 12;
/** A box narrower than this has no room for a word. Pixels. */
const NARROWEST = 40;

/** The title of each group in sight, which folds it away. From the keyboard: C in the graph, or the outline. */
export function GroupTitles({ panel, painted }: { readonly panel: Panel; readonly painted: Painted }): JSX.Element {
  const { drawing, rect, scale, sight } = painted;
  const labels = new Map(drawing.graph.groups.map((group) => [group.id, group.label]));
  return (
    <>
      {sight.groups.map((id) => {
        const box = drawing.groups.get(id);
        const label = labels.get(id);
        if (box === undefined || label === undefined || box.width * scale < NARROWEST) return null;
        return (
          <button
            key={id}
            type="button"
            class="group-title"
            tabIndex={-1}
            aria-expanded={true}
            title={t("Collapse {0} (C)", label)}
            style={{
              left: `${(box.x - rect.x) * scale}px`,
              top: `${(box.y - rect.y) * scale}px`,
              maxWidth: `${box.width * scale}px`,
              fontSize: `${Math.min(LARGEST, Math.max(SMALLEST, LARGEST * scale))}px`,
            }}
            onClick={() => panel.moves.toggleGroup(id)}
          >
            <Icon name="chevron-down" />
            <span>{label}</span>
          </button>
        );
      })}
    </>
  );
}
