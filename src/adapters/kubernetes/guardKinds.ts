import type { Kind } from "../../core/rollout/kinds.ts";

export const GUARD_KIND: Kind = {
  apiVersion: "tidegate.dev/v1alpha1",
  kind: "DeploymentGuard",
  plural: "deploymentguards",
};

export const SELF_REVIEW: Kind = {
  apiVersion: "authentication.k8s.io/v1",
  kind: "SelfSubjectReview",
  plural: "selfsubjectreviews",
};

const POLICY_KINDS: readonly Kind[] = [
  { apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition", plural: "customresourcedefinitions" },
  {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingAdmissionPolicy",
    plural: "validatingadmissionpolicies",
  },
  {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingAdmissionPolicyBinding",
    plural: "validatingadmissionpolicybindings",
  },
  { apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRole", plural: "clusterroles" },
];

/** How an object of the policies is addressed; undefined for kinds that they do not consist of. */
export function policyKind(kind: string | undefined): Kind | undefined {
  return POLICY_KINDS.find((one) => one.kind === kind);
}
