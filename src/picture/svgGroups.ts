import type { PictureGraph } from "../protocol/picture.ts";
import type { Layout } from "./layout.ts";
import type { Palette } from "./palette.ts";
import { plainText } from "./plainText.ts";
import { element, xmlText } from "./xml.ts";
import { shortened } from "./wrap.ts";

/** The groups' frames with their titles, larger ones first so that those within them stay in sight. */
export function svgGroups({ groups }: PictureGraph, layout: Layout, palette: Palette): string {
  return groups
    .flatMap(({ id, label }) => {
      const box = Object.hasOwn(layout.groups, id) ? layout.groups[id] : undefined;
      return box === undefined ? [] : [{ label, box }];
    })
    .toSorted((one, other) => other.box.width * other.box.height - one.box.width * one.box.height)
    .map(({ label, box: { x, y, width, height } }) => {
      const frame = { x, y, width, height, rx: 6, fill: palette.group, stroke: palette.groupBorder };
      const title = shortened(plainText(label), width - 24);
      const text = element("text", { x: x + 12, y: y + 18, fill: palette.muted }, xmlText(title));
      return element("g", {}, element("title", {}, xmlText(label) || "Group") + element("rect", frame) + text);
    })
    .join("\n");
}
