import type { ImageChange } from "../../run/release.ts";
import { type Finding, failed, passed } from "../finding.ts";

/** A planned change beside the image that runs now; undefined where there is no such container. */
export interface ImageFact {
  readonly change: ImageChange;
  readonly now: string | undefined;
}

/** Whether the images are still those the plan was made from, and whether anything would change at all. */
export function judgeImageChanges(images: readonly ImageFact[]): Finding {
  const lost = images.find((one) => one.now === undefined);
  if (lost !== undefined) {
    const { workload, container } = lost.change;
    return failed("NoContainer", `${workload.name} has no container "${container}". Plan again.`);
  }
  const moved = images.find((one) => one.now !== one.change.from);
  if (moved !== undefined) {
    const { workload, from } = moved.change;
    return failed("Moved", `${workload.name} runs ${moved.now}, not ${from} as planned. Plan again.`);
  }
  const real = images.filter((one) => one.change.from !== one.change.to);
  if (real.length === 0) return failed("NothingChanges", "Every container runs its image already. Nothing to deploy.");
  return passed("Changes", real.map(sentence).join(" "), { changes: real.length });
}

function sentence({ change }: ImageFact): string {
  return `${change.workload.name} (${change.container}) goes from ${change.from} to ${change.to}.`;
}
