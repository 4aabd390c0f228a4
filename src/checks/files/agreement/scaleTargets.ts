import { parentOf } from "../../../base/treePath.ts";
import { at, textAt } from "../../../core/read/value.ts";
import { AGREEMENT_RULES } from "../../../core/rules/agreementRules.ts";
import type { FileFinding } from "../finding.ts";
import { disagreement, type KubeObject, mayMeet, placeIn, titleOf } from "./objects.ts";

const TARGETS: Readonly<Record<string, string>> = {
  HorizontalPodAutoscaler: "scaleTargetRef",
  VerticalPodAutoscaler: "targetRef",
  ScaledObject: "scaleTargetRef",
};

/** Autoscalers of a workload that no file has, where files have others. */
export function scaleTargets(objects: readonly KubeObject[]): readonly FileFinding[] {
  return objects.flatMap((scaler) => {
    const member = Object.hasOwn(TARGETS, scaler.kind) ? TARGETS[scaler.kind] : undefined;
    const name = member && textAt(scaler.value, "spec", member, "name");
    if (member === undefined || name === undefined) return [];
    const kind = textAt(scaler.value, "spec", member, "kind") ?? "Deployment";
    const alike = objects.filter((one) => one.kind === kind && at(one.value, "spec") !== undefined);
    if (alike.length === 0 || alike.some((one) => one.name === name && mayMeet(one, scaler))) return [];
    const message = `${titleOf(scaler)} scales ${kind} ${name}, which none of these files has.`;
    const place = placeIn(scaler, "", "spec", member, "name");
    const near = alike
      .filter((one) => one.file === scaler.file || parentOf(one.file) === parentOf(scaler.file))
      .slice(0, 3);
    const related = near.map((one) => placeIn(one, `is ${titleOf(one)}`, "metadata", "name"));
    return [disagreement(AGREEMENT_RULES["objects/scale-target"], "warning", place, message, related)];
  });
}
