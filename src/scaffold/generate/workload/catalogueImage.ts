import type { Catalogue } from "../../catalogue/catalogue.ts";

/** The image that the catalogue takes for a name, by its digest where that was seen; undefined where it has none. */
export function catalogueImage({ choices, images }: Catalogue, name: string): string | undefined {
  const tag = Object.hasOwn(choices, name) ? choices[name]?.["default"] : undefined;
  if (tag === undefined) return undefined;
  const digest = Object.hasOwn(images, tag) ? images[tag]?.digest : undefined;
  return digest === undefined ? tag : `${tag}@${digest}`;
}
