import { type Step, textAt } from "../../../core/read/value.ts";
import { imagePin } from "../../../core/rollout/image.ts";
import { KUBERNETES_RULES } from "../../../core/rules/kubernetesRules.ts";
import type { FileFinding } from "../finding.ts";
import { found } from "../found.ts";
import type { Pins } from "../pins.ts";
import type { KubeText } from "./kubeText.ts";

/** Images that are whatever is newest on the day a node pulls them. A digest is set on the way to a cluster. */
export function imageFindings(
  { file, part }: KubeText,
  path: readonly Step[],
  container: unknown,
  pins: Pins,
): readonly FileFinding[] {
  const image = textAt(container, "image") ?? "";
  if (image === "" || !["moving", "none"].includes(imagePin(image))) return [];
  const range = part.valueRange(...path, "image");
  const digest = pins.image(image);
  const fixes =
    digest === undefined ? [] : [{ title: "Add the digest", edits: [{ range, text: `${image}@${digest}` }] }];
  const message = `${image} is another image on each node and each day. Name an exact version or a digest.`;
  return [found(KUBERNETES_RULES["kubernetes/image-by-digest"], "warning", { file, range }, message, ...fixes)];
}
