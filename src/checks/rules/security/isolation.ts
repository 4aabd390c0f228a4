import type { KubeObject } from "../../read/manifests.ts";
import type { Workload } from "../../read/workloads.ts";
import type { Rule } from "../../rule.ts";
import { at, listAt, mapAt, textAt } from "../../../core/read/value.ts";
import { type Judged, lacking, verdictOfAll } from "../../verdict.ts";
import type { Workspace } from "../../workspace.ts";
import { sameNamespace } from "../kubernetes/select.ts";
import { each } from "../../words.ts";

/** Policies of network plug-ins, whose own rules are not judged here. */
const OTHER_POLICIES = new Set(["CiliumNetworkPolicy", "CiliumClusterwideNetworkPolicy", "GlobalNetworkPolicy"]);

/** Every namespace with workloads denies incoming traffic that no policy allows. */
export const networkPolicy: Rule = (workspace) => {
  const namespaces = [...new Set(workspace.workloads.map((one) => one.object.namespace))];
  const judged = namespaces.flatMap((namespace): readonly Judged[] => {
    const first = workspace.workloads.find((one) => one.object.namespace === namespace);
    return first === undefined ? [] : [{ place: first.object.place(), ...guardOf(workspace, namespace) }];
  });
  return verdictOfAll(
    { judged, unread: workspace.unread.manifests },
    {
      things: "namespaces with workloads",
      good: `${each(judged.length, "namespace")} denies traffic by default.`,
      mend: "Add a NetworkPolicy with an empty podSelector and no ingress rule, then allow what is needed.",
    },
  );
};

function guardOf({ objects, unread }: Workspace, namespace: string): Pick<Judged, "problem" | "doubt"> {
  const named = namespace === "" ? "The namespace of these manifests" : `Namespace ${namespace}`;
  const near = objects.filter((one) => sameNamespace(one.namespace, namespace));
  const policies = near.filter((one) => one.kind === "NetworkPolicy" && one.group === "networking.k8s.io");
  if (policies.some(deniesByDefault)) return {};
  if (near.some((one) => OTHER_POLICIES.has(one.kind))) {
    return { doubt: `${named} has policies of a network plug-in, which are not judged here` };
  }
  if (policies.length > 0) return lacking(`${named} has NetworkPolicies, and none denies by default`, unread.manifests);
  return lacking(`${named} has no NetworkPolicy`, unread.manifests);
}

function deniesByDefault({ value }: KubeObject): boolean {
  const spec = mapAt(value, "spec");
  const everyPod = Object.keys(mapAt(spec, "podSelector")).length === 0;
  const types = listAt(spec, "policyTypes");
  const incoming = types.length === 0 || types.includes("Ingress");
  return everyPod && incoming && listAt(spec, "ingress").length === 0;
}

/** Every Namespace of the workspace has the API server enforce a pod security standard. */
export const podStandards: Rule = (workspace) => {
  const namespaces = workspace.objects.filter((one) => one.kind === "Namespace" && one.group === "");
  const judged = namespaces.map((object) => {
    const level = object.labels["pod-security.kubernetes.io/enforce"];
    const enforced = level === "restricted" || level === "baseline";
    const said = typeof level === "string" ? `enforces only ${level}` : "enforces no pod security standard";
    return { place: object.place("metadata"), problem: enforced ? undefined : `Namespace ${object.name} ${said}` };
  });
  return verdictOfAll(
    { judged, unread: workspace.unread.manifests },
    {
      things: "Namespaces in manifests",
      good: `${each(judged.length, "Namespace")} enforces a pod security standard.`,
      mend: "Label it pod-security.kubernetes.io/enforce: restricted.",
    },
  );
};

/** Every pod has an account of its own, or gets no token. */
export const serviceAccounts: Rule = (workspace) => {
  const judged = workspace.workloads.map((workload) => ({
    place: workload.object.place(...workload.podPath),
    problem: hasOwnIdentity(workload) ? undefined : `${workload.called} gets the token of the default account`,
  }));
  return verdictOfAll(
    { judged, unread: workspace.unread.manifests },
    {
      things: "workloads in manifests",
      good: `${each(judged.length, "workload")} has an account of its own or no token.`,
      mend: "Name a serviceAccountName, or set automountServiceAccountToken: false.",
    },
  );
};

function hasOwnIdentity({ pod }: Workload): boolean {
  if (at(pod, "automountServiceAccountToken") === false) return true;
  const account = textAt(pod, "serviceAccountName") ?? "default";
  return account !== "default";
}
