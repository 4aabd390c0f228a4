import { messageOf, reasonOf } from "../../../base/result.ts";
import { type ImageSizeFact, judgeImageSize } from "../../../core/gates/rules/imageSize.ts";
import { type ImageFact, judgeImages } from "../../../core/gates/rules/imagesPresent.ts";
import type { ImageLookup } from "../../../core/ports/imageRegistry.ts";
import type { RunState } from "../../../core/run/state.ts";
import type { Collector } from "../collector.ts";
import { restoresOf } from "./restores.ts";
import { withTerms } from "./withTerms.ts";

/** How many images are asked for at once. */
const AT_ONCE = 4;

/** Whether registries have what is to run, and what would run again. */
export const IMAGE_COLLECTORS = {
  "images-present": {
    source: "registries",
    collect: async ({ images }, state) => judgeImages(await lookUp(images, releasedImages(state))),
  },
  "previous-images-present": {
    source: "registries",
    collect: async ({ images }, state) => judgeImages(await lookUp(images, previousImages(state))),
  },
  "image-small": withTerms("image-size", "registries", async ({ ports: { images }, state }, { megabytes }) => {
    const facts = await atOnce(releasedImages(state), (image) => sizeFor(images, image));
    return judgeImageSize(megabytes, facts);
  }),
} as const satisfies Readonly<Record<string, Collector>>;

function releasedImages({ release }: RunState): readonly string[] {
  return [...new Set(release.changes.map((change) => change.to))];
}

/** All that the pods ran which the way back brings back; where the plan has none, what is replaced. */
function previousImages(state: RunState): readonly string[] {
  const restored = restoresOf(state.graph).flatMap(({ to }) => Object.values(to.images));
  return [...new Set(restored.length > 0 ? restored : state.release.changes.map((change) => change.from))];
}

function lookUp(lookup: ImageLookup, images: readonly string[]): Promise<readonly ImageFact[]> {
  return atOnce(images, async (image) => ({ image, answer: await answerFor(lookup, image) }));
}

async function atOnce<T>(images: readonly string[], ask: (image: string) => Promise<T>): Promise<readonly T[]> {
  const facts: T[] = [];
  for (let index = 0; index < images.length; index += AT_ONCE) {
    const some = images.slice(index, index + AT_ONCE);
    facts.push(...(await Promise.all(some.map(ask))));
  }
  return facts;
}

async function sizeFor(lookup: ImageLookup, image: string): Promise<ImageSizeFact> {
  try {
    return { image, answer: { platforms: (await lookup.size(image)).platforms } };
  } catch (error) {
    return { image, answer: { problem: messageOf(error) } };
  }
}

async function answerFor(lookup: ImageLookup, image: string): Promise<ImageFact["answer"]> {
  try {
    return { digest: (await lookup.find(image)).digest };
  } catch (error) {
    const message = messageOf(error);
    const reason = reasonOf(error);
    if (reason === "ImageMissing") return { missing: message };
    return reason === "RegistryRefused" ? { refused: message } : { problem: message };
  }
}
