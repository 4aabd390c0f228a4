import type { From } from "dockerfile-ast";
import { imagePin } from "../../../core/rollout/image.ts";
import { DOCKERFILE_RULES } from "../../../core/rules/dockerfileRules.ts";
import type { FileFinding, Fix } from "../finding.ts";
import { found } from "../found.ts";
import type { Pins } from "../pins.ts";
import { rangeOf, wholeRange } from "./ranges.ts";
import type { Stages } from "./stages.ts";

const RULE = DOCKERFILE_RULES["dockerfile/pinned-image"];

/** Images that a build begins from and that may be others tomorrow. */
export function baseImages({ file, froms }: Stages, pins: Pins): readonly FileFinding[] {
  const stages = new Set(froms.flatMap((from) => from.getBuildStage()?.toLowerCase() ?? []));
  return froms.flatMap((from) => {
    const image = from.getImage();
    const fromOutside = image !== null && image !== "scratch" && !stages.has(image.toLowerCase());
    if (!fromOutside || image.includes("$") || from.getImageDigest() !== null) return [];
    return [unpinned(file, from, image, pins)];
  });
}

function unpinned(file: string, from: From, image: string, pins: Pins): FileFinding {
  const range = from.getImageRange();
  const place = { file, range: range === null ? wholeRange(from) : rangeOf(range) };
  if (["moving", "none"].includes(imagePin(image))) {
    const message = `${image} is whatever is newest on the day of the build. Name an exact tag and its digest.`;
    return found(RULE, "warning", place, message);
  }
  const digest = pins.image(image);
  const pinned = `${image}@${digest}`;
  const fixes: Fix[] =
    digest === undefined ? [] : [{ title: "Add the digest", edits: [{ range: place.range, text: pinned }] }];
  return found(RULE, "info", place, `${image} can be moved to another image. Add its digest.`, ...fixes);
}
