import type { PictureGraph, PictureGroup } from "../protocol/picture.ts";
import type { Box } from "./geometry.ts";
import type { Layout } from "./layout.ts";
import type { Palette } from "./palette.ts";
import { plainText } from "./plainText.ts";
import { shortened } from "./wrap.ts";
import { element, xmlText } from "./xml.ts";

/** The groups' frames, larger ones first so that those within them stay in sight. */
export function svgGroups(graph: PictureGraph, layout: Layout, palette: Palette): string {
  return placedGroups(graph, layout)
    .toSorted(([, one], [, other]) => other.width * other.height - one.width * one.height)
    .map(([{ label }, { x, y, width, height }]) => {
      const frame = { x, y, width, height, rx: 6, fill: palette.group, stroke: palette.groupBorder };
      return element("g", {}, element("title", {}, xmlText(label) || "Group") + element("rect", frame));
    })
    .join("\n");
}

/** Their titles, to be drawn over the edges: each with the background around its letters. */
export function svgGroupTitles(graph: PictureGraph, layout: Layout, palette: Palette): string {
  return placedGroups(graph, layout)
    .map(([{ label }, { x, y, width }]) => {
      const halo = { stroke: palette.background, "stroke-width": 4, "paint-order": "stroke" };
      const title = shortened(plainText(label), width - 24);
      return element("text", { x: x + 12, y: y + 20, fill: palette.muted, ...halo }, xmlText(title));
    })
    .join("\n");
}

function placedGroups({ groups }: PictureGraph, layout: Layout): readonly (readonly [PictureGroup, Box])[] {
  return groups.flatMap((group) => {
    const box = Object.hasOwn(layout.groups, group.id) ? layout.groups[group.id] : undefined;
    return box === undefined ? [] : [[group, box] as const];
  });
}
