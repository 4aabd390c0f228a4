import { textAt } from "../../../core/read/value.ts";
import { MISTAKE_RULES } from "../../../core/rules/mistakeRules.ts";
import type { FileFinding } from "../finding.ts";
import { found } from "../found.ts";
import type { KubeText } from "./kubeText.ts";

/**
 * Versions that Kubernetes has removed, with the release that did and what to use instead, from
 * https://kubernetes.io/docs/reference/using-api/deprecation-guide/. Undefined where nothing takes their place.
 */
const REMOVED: Readonly<
  Record<string, { readonly release: string; readonly instead?: string; readonly same?: boolean }>
> = {
  "extensions/v1beta1 Deployment": { release: "1.16", instead: "apps/v1" },
  "extensions/v1beta1 DaemonSet": { release: "1.16", instead: "apps/v1" },
  "extensions/v1beta1 ReplicaSet": { release: "1.16", instead: "apps/v1" },
  "apps/v1beta1 Deployment": { release: "1.16", instead: "apps/v1" },
  "apps/v1beta2 Deployment": { release: "1.16", instead: "apps/v1" },
  "apps/v1beta1 StatefulSet": { release: "1.16", instead: "apps/v1" },
  "apps/v1beta2 StatefulSet": { release: "1.16", instead: "apps/v1" },
  "apps/v1beta2 DaemonSet": { release: "1.16", instead: "apps/v1" },
  "extensions/v1beta1 NetworkPolicy": { release: "1.16", instead: "networking.k8s.io/v1", same: true },
  "extensions/v1beta1 Ingress": { release: "1.22", instead: "networking.k8s.io/v1" },
  "networking.k8s.io/v1beta1 Ingress": { release: "1.22", instead: "networking.k8s.io/v1" },
  "networking.k8s.io/v1beta1 IngressClass": { release: "1.22", instead: "networking.k8s.io/v1", same: true },
  "rbac.authorization.k8s.io/v1beta1 Role": { release: "1.22", instead: "rbac.authorization.k8s.io/v1", same: true },
  "rbac.authorization.k8s.io/v1beta1 RoleBinding": {
    release: "1.22",
    instead: "rbac.authorization.k8s.io/v1",
    same: true,
  },
  "apiextensions.k8s.io/v1beta1 CustomResourceDefinition": { release: "1.22", instead: "apiextensions.k8s.io/v1" },
  "batch/v1beta1 CronJob": { release: "1.25", instead: "batch/v1", same: true },
  "policy/v1beta1 PodDisruptionBudget": { release: "1.25", instead: "policy/v1", same: true },
  "policy/v1beta1 PodSecurityPolicy": { release: "1.25" },
  "autoscaling/v2beta1 HorizontalPodAutoscaler": { release: "1.25", instead: "autoscaling/v2" },
  "autoscaling/v2beta2 HorizontalPodAutoscaler": { release: "1.26", instead: "autoscaling/v2", same: true },
  "discovery.k8s.io/v1beta1 EndpointSlice": { release: "1.25", instead: "discovery.k8s.io/v1" },
  "storage.k8s.io/v1beta1 CSIStorageCapacity": { release: "1.27", instead: "storage.k8s.io/v1", same: true },
};

/** A version of the API that clusters of today refuse; mended where the fields are the same in the one after it. */
export function removedVersions({ file, part, kind, name }: KubeText): readonly FileFinding[] {
  const version = textAt(part.value, "apiVersion") ?? "";
  const removed = Object.hasOwn(REMOVED, `${version} ${kind}`) ? REMOVED[`${version} ${kind}`] : undefined;
  if (removed === undefined) return [];
  const range = part.valueRange("apiVersion");
  const { release, instead, same } = removed;
  const how = instead === undefined ? "Nothing takes its place." : `Use ${instead}.`;
  const message = `Kubernetes ${release} removed ${version} of ${kind}: ${name} is refused. ${how}`;
  const fixes =
    same === true && instead !== undefined ? [{ title: `Use ${instead}`, edits: [{ range, text: instead }] }] : [];
  return [found(MISTAKE_RULES["kubernetes/served-version"], "error", { file, range }, message, ...fixes)];
}
