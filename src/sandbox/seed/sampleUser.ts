import type { Rule } from "../api/http/users.ts";
import { PRODUCTION, STAGING } from "./seedWorld.ts";

/** What the sample user may do: everything in the shop's two namespaces, and look at namespaces and nodes. */
export const SAMPLE_USER_RULES: readonly Rule[] = [
  {
    verbs: ["*"],
    groups: ["", "apps", "autoscaling", "batch", "networking.k8s.io", "policy", "coordination.k8s.io"],
    resources: ["*"],
    namespaces: [STAGING, PRODUCTION],
  },
  { verbs: ["get", "list", "watch"], groups: [""], resources: ["namespaces", "nodes"] },
];
