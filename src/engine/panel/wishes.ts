import { bindingHash } from "../../core/approvals/binding.ts";
import type { Person } from "../../core/run/release.ts";
import type { RunRequest } from "../../core/run/request.ts";
import type { RunState } from "../../core/run/state.ts";
import type { Steer } from "../../protocol/panel.ts";
import { objectionTo } from "./objectionTo.ts";

/** What the person here could ask of the run now. Answered by the very rules that the runner will answer by. */
export interface Wishes {
  readonly steers: readonly Steer[];
  /** Why an approval by this person would not count; undefined where it would. */
  mayNotApprove(node: string): string | undefined;
  mayOverride(node: string): boolean;
  mayWithdraw(node: string): boolean;
  /** Why their word that a check passes would not count; undefined where it would. */
  mayNotAttest(node: string, check: string): string | undefined;
  mayChoose(node: string, option: string): boolean;
}

const STEERS: readonly Steer[] = ["pause", "resume", "abort", "rollback"];
/** An id that no request has: nothing is asked, the rules are only consulted. */
const ID = "would-it-count";

/** `objection` stands against everything, whatever the rules say. `now` is in milliseconds since the epoch. */
export function wishesOf(state: RunState, by: Person, now: number, objection?: string): Wishes {
  const refusal = (request: Asked): string | undefined => {
    if (objection !== undefined) return objection;
    return objectionTo(state, { ...request, id: ID, by }, now);
  };
  const binding = (state.approval ?? state.granted)?.binding;
  const seen = binding === undefined ? "" : bindingHash(binding);
  return {
    steers: STEERS.filter((kind) => refusal({ type: "intervene", kind }) === undefined),
    mayNotApprove: (node) => refusal({ type: "answer", node, answer: "approve", word: "yes", bindingHash: seen }),
    mayOverride: (node) =>
      refusal({ type: "answer", node, answer: "override", word: "yes", comment: "a reason", bindingHash: seen }) ===
      undefined,
    mayWithdraw: (node) => refusal({ type: "withdraw", node, bindingHash: seen }) === undefined,
    mayNotAttest: (node, check) =>
      refusal({ type: "attest", node, check, verdict: "pass", statement: "a sentence of words" }),
    mayChoose: (node, option) => refusal({ type: "choose", node, option }) === undefined,
  };
}

/** A request without who asks. */
type Asked = RunRequest extends infer Request
  ? Request extends RunRequest
    ? Omit<Request, "id" | "by">
    : never
  : never;
