import { imagePin } from "../../../core/rollout/image.ts";
import { at, isMap, listAt, type Step, textAt } from "../../../core/read/value.ts";
import { PIPELINE_RULES } from "../../../core/rules/pipelineRules.ts";
import type { FileFinding } from "../finding.ts";
import { found } from "../found.ts";
import type { Pins } from "../pins.ts";
import type { GitlabText } from "./gitlabText.ts";

const RULE = PIPELINE_RULES["pipeline/pinned-image"];

/** Images of jobs and of the services beside them that may be others tomorrow. Each once, where it is written. */
export function gitlabImages({ file, part, jobs }: GitlabText, pins: Pins): readonly FileFinding[] {
  const owners: readonly (readonly Step[])[] = [[], ["default"], ...jobs.map(({ name }) => [name])];
  const places = owners.flatMap((owner) => [
    [...owner, "image"],
    ...listAt(part.value, ...owner, "services").map((_, index) => [...owner, "services", index]),
  ]);
  return places.flatMap((path) => {
    const value = at(part.value, ...path);
    const named = isMap(value) ? [...path, "name"] : path;
    const image = textAt(part.value, ...named) ?? "";
    const pin = image === "" ? "digest" : imagePin(image);
    if (pin === "digest" || pin === "filled-in") return [];
    const place = { file, range: part.valueRange(...named) };
    if (pin !== "tag") {
      const message = `${image} is whatever is newest on the day of the job. Name an exact tag and its digest.`;
      return [found(RULE, "warning", place, message)];
    }
    const digest = pins.image(image);
    const fixes =
      digest === undefined
        ? []
        : [{ title: "Add the digest", edits: [{ range: place.range, text: `${image}@${digest}` }] }];
    return [found(RULE, "info", place, `${image} can be moved to another image. Add its digest.`, ...fixes)];
  });
}
