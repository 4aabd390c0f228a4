import { useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { Panel } from "../panelProps.ts";
import { Callout } from "./callout.tsx";
import { FarPicture } from "./farPicture.tsx";
import { GroupTitles } from "./groupTitles.tsx";
import { NearPicture } from "./nearPicture.tsx";
import type { Painted } from "./painted.ts";

/**
 * The painted part of the picture, as one layer: moving the view moves the layer and draws nothing. Positions within
 * are pixels from its top left.
 */
export function Sheet({ panel, painted }: { readonly panel: Panel; readonly painted: Painted }): JSX.Element {
  const layer = useRef<HTMLDivElement>(null);
  const latest = useRef(painted);
  latest.current = painted;
  const place = (): void => {
    const view = panel.state.view.value;
    const { rect, scale } = latest.current;
    if (layer.current === null || view === undefined) return;
    const [x, y] = [(rect.x - view.x) * scale, (rect.y - view.y) * scale];
    // Whole pixels keep letters sharp.
    layer.current.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  };
  useSignalEffect(place);
  place();
  const { rect, scale } = painted;
  const [width, height] = [Math.ceil(rect.width * scale), Math.ceil(rect.height * scale)];
  return (
    <div
      class="sheet"
      ref={(element) => {
        layer.current = element;
        place();
      }}
    >
      <svg
        class={`picture level-${painted.level}`}
        aria-hidden="true"
        width={width}
        height={height}
        viewBox={`${rect.x} ${rect.y} ${width / scale} ${height / scale}`}
      >
        {painted.level === "far" ? (
          <FarPicture panel={panel} painted={painted} />
        ) : (
          <NearPicture panel={panel} painted={painted} />
        )}
      </svg>
      <GroupTitles panel={panel} painted={painted} />
      <Callout panel={panel} painted={painted} />
    </div>
  );
}
