import type { ApprovalPolicy } from "../graph/graph.ts";
import type { Person } from "../run/release.ts";
import { isListed, samePerson } from "./person.ts";

/** Whether a person's answer counts, and if not, why. */
export type AnswerVerdict =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly reason:
        | "NobodyMayApprove"
        | "SelfApproval"
        | "AuthorApproval"
        | "NotAnApprover"
        | "NobodyMayOverride"
        | "NotInTheCluster"
        | "NotAnOverrider";
      readonly message: string;
    };

/**
 * Whether this person may answer an approval request. Every path that can answer asks here. An empty approver list
 * means nobody; the requester and the authors of the change do not count unless the policy allows self-approval.
 */
export function mayAnswer(
  policy: ApprovalPolicy,
  requester: Person,
  authors: readonly Person[],
  person: Person,
): AnswerVerdict {
  if (policy.store === "cluster") return answeredThere(policy, requester, authors, person);
  const { approvers } = policy;
  if (approvers?.length === 0) {
    return refusal("NobodyMayApprove", "The list of approvers is empty, so nobody can answer. Name approvers.");
  }
  const involved = involvement(policy, requester, authors, person);
  if (involved !== undefined) return involved;
  if (approvers !== undefined && !isListed(approvers, person)) {
    const message = `${person.name} is not an approver here. Approvers are ${approvers.join(", ")}.`;
    return refusal("NotAnApprover", message);
  }
  return { ok: true };
}

/** Who may put something through alone. */
export type OverridePolicy = Pick<ApprovalPolicy, "overriders" | "selfApproval" | "store">;

/** Whether this person may put a request through alone: who is listed for that, and is not involved. */
export function mayOverride(
  policy: OverridePolicy,
  requester: Person,
  authors: readonly Person[],
  person: Person,
): AnswerVerdict {
  if (policy.store === "cluster") return answeredThere(policy, requester, authors, person);
  const { overriders = [] } = policy;
  if (overriders.length === 0) {
    return refusal("NobodyMayOverride", "Nobody may override here: the environment lists no overriders.");
  }
  const involved = involvement(policy, requester, authors, person);
  if (involved !== undefined) return involved;
  if (isListed(overriders, person)) return { ok: true };
  const message = `${person.name} may not override here. Overriders are ${overriders.join(", ")}.`;
  return refusal("NotAnOverrider", message);
}

/** Who is listed in the cluster, its API server has looked at; a word that was given here is none. */
function answeredThere(
  policy: OverridePolicy,
  requester: Person,
  authors: readonly Person[],
  person: Person,
): AnswerVerdict {
  if (person.source === "cluster") return involvement(policy, requester, authors, person) ?? { ok: true };
  const message =
    "The cluster takes the answers here, each with its person's own sign-in. Answer the request in the Approvals view, with tidegate approve, or with kubectl.";
  return refusal("NotInTheCluster", message);
}

/** Who asked or wrote the change does not judge it. */
function involvement(
  { selfApproval }: Pick<ApprovalPolicy, "selfApproval">,
  requester: Person,
  authors: readonly Person[],
  person: Person,
): AnswerVerdict | undefined {
  if (selfApproval) return undefined;
  if (samePerson(requester, person)) {
    return refusal("SelfApproval", `${person.name} asked for this run and cannot answer it. Ask someone else.`);
  }
  if (!authors.some((author) => samePerson(author, person))) return undefined;
  return refusal("AuthorApproval", `${person.name} wrote the change and cannot answer for it. Ask someone else.`);
}

function refusal(reason: Extract<AnswerVerdict, { ok: false }>["reason"], message: string): AnswerVerdict {
  return { ok: false, reason, message };
}
