import { at, isMap, type Step } from "../../../core/read/value.ts";
import { AGREEMENT_RULES } from "../../../core/rules/agreementRules.ts";
import type { FileFinding } from "../finding.ts";
import { disagreement, type KubeObject, mayMeet, placeIn, titleOf } from "./objects.ts";
import { type PodOwner, selects, textsOf } from "./pods.ts";

const RULE = AGREEMENT_RULES["objects/selector"];
/** Where each kind says which pods it is about, and what does not happen where there are none. */
const SELECTORS: Readonly<Record<string, { readonly path: readonly Step[]; readonly lost: string }>> = {
  Service: { path: ["spec", "selector"], lost: "Nobody answers behind it." },
  PodDisruptionBudget: { path: ["spec", "selector", "matchLabels"], lost: "It protects nothing." },
  NetworkPolicy: { path: ["spec", "podSelector", "matchLabels"], lost: "It isolates nothing." },
  PodMonitor: { path: ["spec", "selector", "matchLabels"], lost: "Nothing is scraped." },
};
/** Labels that controllers give to pods, and no file. See https://kubernetes.io/docs/reference/labels-annotations-taints/. */
const BY_CONTROLLERS =
  /^(?:statefulset\.kubernetes\.io\/pod-name|apps\.kubernetes\.io\/pod-index|(?:batch\.kubernetes\.io\/)?(?:job-name|controller-uid|job-completion-index)|pod-template-hash|rollouts-pod-template-hash|controller-revision-hash|pod-template-generation)$/u;
const WITH_TEMPLATES: ReadonlySet<string> = new Set(["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"]);

/** Selectors that no pod of the tree answers to. Where nothing starts pods here, something elsewhere does. */
export function straySelectors(objects: readonly KubeObject[], owners: readonly PodOwner[]): readonly FileFinding[] {
  if (owners.length === 0) return [];
  return objects.flatMap((object) => {
    const known = Object.hasOwn(SELECTORS, object.kind) ? SELECTORS[object.kind] : undefined;
    const selector = known && at(object.value, ...known.path);
    if (known === undefined || !isMap(selector) || Object.keys(selector).length === 0) return [];
    const said = textsOf(selector);
    const wanted = Object.fromEntries(Object.entries(said).filter(([label]) => !BY_CONTROLLERS.test(label)));
    const near = owners.filter((owner) => mayMeet(owner.object, object));
    if (near.some(({ labels }) => selects(wanted, labels))) return [];
    const labels = Object.entries(wanted).map(([key, value]) => `${key}=${value}`);
    const message = `${titleOf(object)} selects ${labels.join(", ")}, and no pod of these files has ${labels.length === 1 ? "it" : "them"}. ${known.lost}`;
    return [disagreement(RULE, "warning", placeIn(object, "", ...known.path), message)];
  });
}

/** Workloads that do not select their own pods: the API refuses them. */
export function selfless(owners: readonly PodOwner[]): readonly FileFinding[] {
  return owners.flatMap(({ object, labels, spec }) => {
    const path: readonly Step[] = ["spec", "selector", "matchLabels"];
    const selector = at(object.value, ...path);
    if (!WITH_TEMPLATES.has(object.kind) || !isMap(selector) || selects(textsOf(selector), labels)) return [];
    const message = `${titleOf(object)} selects other labels than its own pods have. The API refuses it.`;
    const pods = placeIn(object, "has these labels", ...spec.slice(0, -1), "metadata", "labels");
    return [disagreement(RULE, "error", placeIn(object, "", ...path), message, [pods])];
  });
}
