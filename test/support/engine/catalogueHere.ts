import { systemClock } from "../../../src/adapters/process/systemClock.ts";
import { imageRegistry } from "../../../src/adapters/registry/imageRegistry.ts";
import type { Catalogue } from "../../../src/scaffold/catalogue/catalogue.ts";
import { mergeCatalogues } from "../../../src/scaffold/catalogue/readCatalogue.ts";
import { type Answer, applyRefresh } from "../../../src/scaffold/catalogue/refresh.ts";
import { imageName } from "../../../tools/engine/recipes.ts";
import type { Engine } from "./engine.ts";

/** The catalogue's images that are named in these texts. */
export function imagesNamed(catalogue: Catalogue, texts: readonly string[]): readonly string[] {
  return Object.keys(catalogue.images).filter((name) => texts.some((text) => text.includes(name)));
}

/** The catalogue after a refresh against our own registry: the digests of these images are those of the stand-ins. */
export async function refreshedHere(
  { bases, registry }: Engine,
  catalogue: Catalogue,
  images: readonly string[],
): Promise<Catalogue> {
  const hosts = images.map((name) => imageName(name).host);
  const mirrors = Object.fromEntries(hosts.map((host) => [host, `http://${registry}/`]));
  const asker = imageRegistry({ clock: systemClock, timeoutMs: 10_000, proxies: {} }, mirrors);
  const answers: Answer[] = [];
  for (const name of images) {
    await bases.ensure(name);
    answers.push({ is: "image", name, ...(await asker.digest(name)) });
  }
  const { overlay } = applyRefresh(catalogue, undefined, answers, "2026-01-01");
  return mergeCatalogues(catalogue, overlay);
}
