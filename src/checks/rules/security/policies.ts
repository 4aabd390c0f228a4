import type { KubeObject } from "../../read/manifests.ts";
import type { Rule } from "../../rule.ts";
import { listAt, textAt } from "../../../core/read/value.ts";
import { type Judged, verdictOfAll, verdictOfAny } from "../../verdict.ts";
import { filePlaces, objectPlaces, stepPlaces } from "../signs.ts";
import { each } from "../../words.ts";

const POLICY_OBJECTS =
  /^(?:(?:Cluster)?Policy\.kyverno\.io|\w+\.(?:constraints|templates)\.gatekeeper\.sh|ValidatingAdmissionPolicy\.admissionregistration\.k8s\.io|\w+\.policies\.kubewarden\.io|ValidatingPolicy\.policies\.kyverno\.io)$/u;

/** Rules for what may be deployed are written as code. */
export const policies: Rule = (workspace) =>
  verdictOfAny(
    {
      found: [
        ...objectPlaces(workspace, POLICY_OBJECTS),
        ...filePlaces(workspace, /\.rego$/u),
        ...stepPlaces(workspace, /\b(?:conftest|kyverno|opa eval|gator)\b/u),
      ],
      unread: workspace.unread.manifests,
    },
    { things: "policies as code", good: "Policies are written as code." },
  );

/** Policies refuse what breaks them. */
export const policiesEnforced: Rule = (workspace) => {
  const judged = workspace.objects.flatMap((object): readonly Judged[] => {
    const refuses = isRefusing(object);
    if (refuses === undefined) return [];
    return [{ place: object.place("spec"), problem: refuses ? undefined : `${object.kind} ${object.name} only warns` }];
  });
  return verdictOfAll(
    { judged, unread: workspace.unread.manifests },
    {
      things: "policies that are enforced in the cluster",
      good: `${each(judged.length, "policy", "policies")} refuses what breaks it.`,
      mend: "Switch it from auditing to denying.",
    },
  );
};

/** Undefined where an object is no policy, or not the part of one that decides. */
function isRefusing({ kind, group, value }: KubeObject): boolean | undefined {
  if (group === "kyverno.io" && /^(?:Cluster)?Policy$/u.test(kind)) {
    const rules = listAt(value, "spec", "rules").filter(
      (rule) => typeof rule === "object" && rule !== null && "validate" in rule,
    );
    const general = textAt(value, "spec", "validationFailureAction") ?? "Audit";
    if (rules.length === 0) return undefined;
    return rules.every((rule) => (textAt(rule, "validate", "failureAction") ?? general).toLowerCase() === "enforce");
  }
  if (group === "constraints.gatekeeper.sh") return (textAt(value, "spec", "enforcementAction") ?? "deny") === "deny";
  if (kind === "ValidatingAdmissionPolicyBinding") return listAt(value, "spec", "validationActions").includes("Deny");
  return undefined;
}
