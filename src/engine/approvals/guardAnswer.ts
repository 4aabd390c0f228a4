import { bindingHash } from "../../core/approvals/binding.ts";
import type { GuardAnswer } from "../../core/guard/edits.ts";
import type { GuardRequest } from "../../core/guard/guard.ts";
import { requestId } from "../../core/guard/requestFor.ts";
import type { GuardStore } from "../../core/ports/guardStore.ts";
import type { Person } from "../../core/run/release.ts";
import type { PendingApproval } from "../../core/run/state.ts";

/** What a person says to a request that a cluster keeps. */
export interface SaidToGuard {
  readonly answer: GuardAnswer["answer"];
  readonly comment?: string | undefined;
  /** What was typed, where the policy is strict: the guard keeps it as the comment. */
  readonly word?: string | undefined;
}

/** A request of a guard, by what an answer is bound to. */
type Bound = Pick<GuardRequest, "id" | "bindingHash">;

/** The request in the guard by which a run asks for an approval. */
export function boundRequest({ binding }: Pick<PendingApproval, "binding">): Bound {
  return { id: requestId(binding), bindingHash: bindingHash(binding) };
}

/** What the guard is told: an answer to exactly the request that was shown, whichever way a person gives it. */
export function guardAnswer({ id, bindingHash: seen }: Bound, { answer, comment, word }: SaidToGuard): GuardAnswer {
  const text = (answer === "approve" ? (word ?? comment) : comment)?.trim() ?? "";
  return { request: id, answer, bindingHash: seen, ...(text === "" ? {} : { comment: text }) };
}

/** Whoever the API server takes the person for: only under this name does an answer count there. */
export async function signedIn(guards: Pick<GuardStore, "whoAmI">): Promise<Person> {
  const { name } = await guards.whoAmI();
  return { name, source: "cluster" };
}
