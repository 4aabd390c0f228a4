import type { ApprovalPolicy } from "../graph/graph.ts";
import type { Person } from "../run/release.ts";
import type { PendingApproval } from "../run/state.ts";
import type { ApprovalDecision } from "./approval.ts";
import { bindingHash } from "./binding.ts";
import { mayAnswer, mayOverride } from "./mayAnswer.ts";
import { samePerson } from "./person.ts";

/** Who asked for a run and who wrote what it ships. */
interface Involved {
  readonly requestedBy: Person;
  readonly authors: readonly Person[];
}

/**
 * The answers of a request that count: for these facts, by who may give them, one a person. Each was looked at before
 * it was written down; a journal can be edited all the same, so they are looked at again whenever they are used.
 */
export function countedIn(
  policy: ApprovalPolicy,
  { requestedBy, authors }: Involved,
  { binding, decisions }: Pick<PendingApproval, "binding" | "decisions">,
): readonly ApprovalDecision[] {
  const seen = bindingHash(binding);
  const valid = decisions.filter((one) => {
    const may = one.answer === "override" ? mayOverride : mayAnswer;
    return one.bindingHash === seen && may(policy, requestedBy, authors, one.by).ok;
  });
  return valid.filter((one, index) => !valid.slice(0, index).some((earlier) => samePerson(earlier.by, one.by)));
}
