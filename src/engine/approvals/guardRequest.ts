import type { Binding } from "../../core/approvals/approval.ts";
import { isStrict } from "../../core/approvals/strictWord.ts";
import type { GuardRequest } from "../../core/guard/guard.ts";
import { type Asking, requestFor } from "../../core/guard/requestFor.ts";
import type { RunState } from "../../core/run/state.ts";

/** A run's request as it is put into the guard of its namespace. */
export function guardRequest(
  { authors, graph, release }: RunState,
  binding: Binding,
  asking: Pick<Asking, "requester" | "now" | "validForSeconds">,
): GuardRequest {
  const names = authors.map(({ name }) => name);
  return requestFor(binding, release, { ...asking, authors: names, strict: isStrict(graph, binding.node) });
}
