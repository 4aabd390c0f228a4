import type { UserName } from "../controlPlane/users.ts";

/** Lets somebody see whether the policies hold, as a run must that relies on them. `name` is the binding's. */
export function seesPolicies(name: string, user: UserName): object {
  const apiGroup = "rbac.authorization.k8s.io";
  return {
    apiVersion: `${apiGroup}/v1`,
    kind: "ClusterRoleBinding",
    metadata: { name },
    roleRef: { apiGroup, kind: "ClusterRole", name: "tidegate-policy-viewer" },
    subjects: [{ apiGroup, kind: "User", name: user }],
  };
}
