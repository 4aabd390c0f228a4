import { apiVersionOf } from "../kinds.ts";
import { dig, type Members, membersOf, textOf } from "../json.ts";
import { needsContainer } from "../containerCalls.ts";
import { allows, type Grant } from "../http/users.ts";

/** A review of who someone is or what they may do: answered, never stored. */
export interface Review {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly singular: string;
  answer(grant: Grant, sent: Members): Members;
}

export const REVIEWS: readonly Review[] = [
  {
    group: "authentication.k8s.io",
    version: "v1",
    kind: "SelfSubjectReview",
    plural: "selfsubjectreviews",
    singular: "selfsubjectreview",
    answer: ({ user, groups = [] }) => ({
      status: { userInfo: { username: user, groups: [...groups, "system:authenticated"] } },
    }),
  },
  {
    group: "authorization.k8s.io",
    version: "v1",
    kind: "SelfSubjectAccessReview",
    plural: "selfsubjectaccessreviews",
    singular: "selfsubjectaccessreview",
    answer: (grant, sent) => ({ spec: sent["spec"] ?? {}, status: accessStatus(grant, membersOf(sent["spec"])) }),
  },
  {
    group: "authorization.k8s.io",
    version: "v1",
    kind: "SelfSubjectRulesReview",
    plural: "selfsubjectrulesreviews",
    singular: "selfsubjectrulesreview",
    answer: (grant, sent) => ({
      spec: sent["spec"] ?? {},
      status: {
        resourceRules: resourceRules(grant, textOf(dig(sent, "spec", "namespace"))),
        nonResourceRules: [],
        incomplete: false,
      },
    }),
  },
];

function accessStatus(grant: Grant, spec: Members): Members {
  const resource = membersOf(spec["resourceAttributes"]);
  if (spec["resourceAttributes"] === undefined) return { allowed: spec["nonResourceAttributes"] !== undefined };
  const subresource = textOf(resource["subresource"]);
  if (needsContainer(textOf(resource["resource"]), subresource)) {
    return { allowed: false, reason: `the embedded cluster runs no containers, so it has no ${subresource}` };
  }
  const namespace = textOf(resource["namespace"]);
  const allowed = allows(grant, {
    verb: textOf(resource["verb"]),
    group: textOf(resource["group"]),
    resource: textOf(resource["resource"]),
    subresource,
    ...(namespace !== "" && { namespace }),
  });
  return allowed ? { allowed, reason: `RBAC: allowed by the sandbox's rules of "${grant.user}"` } : { allowed };
}

function resourceRules(grant: Grant, namespace: string): Members[] {
  return grant.rules
    .filter(
      (rule) => rule.namespaces === undefined || rule.namespaces.includes(namespace) || rule.namespaces.includes("*"),
    )
    .map((rule) => ({ verbs: rule.verbs, apiGroups: rule.groups, resources: rule.resources }));
}

export function runReview(review: Review, grant: Grant, sent: Members): Members {
  return { kind: review.kind, apiVersion: apiVersionOf(review), metadata: {}, ...review.answer(grant, sent) };
}
