import { Fault } from "../../../base/result.ts";
import type { Catalogue } from "../../catalogue/catalogue.ts";

/** Images of the tools that pipelines run. */
export type PipelineImage = "trivy" | "buildkit" | "debian";

/**
 * A tool's image as a job names it, by digest where one was seen. Throws a `Fault` with reason `NotInCatalogue` where
 * there is none.
 */
export function pipelineImage({ choices, images }: Catalogue, name: PipelineImage): string {
  const tag = Object.hasOwn(choices, name) ? choices[name]?.["default"] : undefined;
  if (tag === undefined) {
    throw new Fault(
      "NotInCatalogue",
      `The catalogue names no image of ${name}. Add one to \`choices\` and \`images\` of your own catalogue.`,
    );
  }
  const digest = Object.hasOwn(images, tag) ? images[tag]?.digest : undefined;
  return digest === undefined ? tag : `${tag}@${digest}`;
}
