import type { CheckNode } from "../graph/graph.ts";
import { evidenceHere } from "./findings.ts";
import type { Attempt, RunState } from "./state.ts";
import { list } from "./words.ts";
import { visitOf } from "./visits.ts";

/** What people at this node say they tried, in the order of its checks; undefined before anybody said so in this visit. */
export function attemptAt(state: RunState, node: CheckNode): Attempt | undefined {
  const found = evidenceHere(state, node);
  const said = node.checks.flatMap((spec) => found.find((one) => one.check === spec.id)?.attested ?? []);
  const [first] = said;
  if (first === undefined) return undefined;
  const statement = said.map((one) => one.statement).join("\n");
  const visit = visitOf(state.visits, node.id) ?? 1;
  return { node: node.id, visit, by: first.by, statement, failures: failuresBefore(state, node) };
}

/** Ids of the checks that failed at the node this one mends, sorted. */
function failuresBefore(state: RunState, { mends }: CheckNode): readonly string[] {
  const failed = state.evidence.filter((one) => one.node === mends && one.evidence.verdict === "fail");
  return failed.map((one) => one.evidence.check).toSorted();
}

/** Why what was said here leads in a circle: an earlier attempt said the same. Undefined where none did. */
export function saidBefore(state: RunState, node: CheckNode): string | undefined {
  const attempt = node.mends === undefined ? undefined : attemptAt(state, node);
  if (attempt === undefined) return undefined;
  const said = plainWords(attempt.statement);
  const earlier = state.attempts.find((one) => one.node === node.id && plainWords(one.statement) === said);
  if (earlier === undefined) return undefined;
  const tried = `${earlier.by.name} tried this before, in attempt ${earlier.visit}: ${earlier.statement}`;
  return `${tried} Trying it again would lead in a circle.`;
}

/**
 * Why mending here goes in circles, whatever is said: the same two sets of checks have failed in turn, twice. What
 * mends the one breaks the other. Undefined where that cannot be told.
 */
export function failingInTurn(state: RunState, node: CheckNode): string | undefined {
  if (node.mends === undefined) return undefined;
  const own = state.attempts.filter((one) => one.node === node.id && one.visit < (visitOf(state.visits, node.id) ?? 1));
  const last = [...own.map((one) => one.failures), failuresBefore(state, node)].slice(-4);
  const [a, b, c, d] = last.map((failures) => failures.join("\n"));
  if (d === undefined || a !== c || b !== d || a === b) return undefined;
  const [one = [], other = []] = last;
  return `In turn ${list(one)} and ${list(other)} failed, twice each: what mends the one breaks the other.`;
}

/** Whether a statement says anything at all. */
export function saysSomething(statement: string): boolean {
  return plainWords(statement) !== "";
}

/** Letters and digits alone, in one case: other spelling makes no other attempt. */
function plainWords(statement: string): string {
  const words = statement.normalize("NFKC").toLowerCase();
  return (words.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join(" ");
}
