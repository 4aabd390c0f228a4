import { openOptions } from "../../core/run/atDecision.ts";
import { nodeOf } from "../../core/graph/walk.ts";
import { openListAt } from "../runs/listAt.ts";
import { isActive, keyOf, runId, type RunView } from "../runs/runView.ts";
import { visitOf } from "../../core/run/visits.ts";

/** Something a run needs a person for. `id` stays the same for as long as it is the same request. */
export type Attention =
  | { readonly type: "approval"; readonly id: string; readonly run: RunView }
  /** A list of checks on which nothing more can be measured. */
  | { readonly type: "checks"; readonly id: string; readonly run: RunView }
  | {
      readonly type: "decision";
      readonly id: string;
      readonly run: RunView;
      readonly question: string;
      readonly options: readonly { readonly id: string; readonly label: string }[];
    };

/** What the runs need a person for, oldest request first. */
export function attentionOf(runs: readonly RunView[]): Attention[] {
  return runs.filter(isActive).flatMap((run): Attention[] => {
    const { approval, question, graph, chosen } = run.state;
    const id = runId(keyOf(run));
    if (approval !== undefined) return [{ type: "approval", id: `${id}/${approval.binding.nonce}`, run }];
    const list = openListAt(run.state);
    if (list !== undefined)
      return [{ type: "checks", id: `${id}/${list.id}/${visitOf(run.state.visits, list.id) ?? 1}`, run }];
    const node = nodeOf(graph, question?.node);
    if (question === undefined || chosen !== undefined || node?.kind !== "decision") return [];
    const visit = visitOf(run.state.visits, node.id) ?? 1;
    const options = openOptions(run.state, node);
    return [{ type: "decision", id: `${id}/${node.id}/${visit}`, run, question: question.question, options }];
  });
}

/** How many requests are remembered: far more than wait at once. */
const MOST_REMEMBERED = 500;

/**
 * Parts requests that were not notified about yet from those that were. None is forgotten because it is not there now:
 * after a reload runs come back one folder after another, and what was answered may be looked at again.
 */
export function freshIds<T extends { readonly id: string }>(
  requests: readonly T[],
  notified: readonly string[],
): { readonly fresh: readonly T[]; readonly notified: readonly string[] } {
  const known = new Set(notified);
  const fresh = requests.filter(({ id }) => !known.has(id));
  return { fresh, notified: [...notified, ...fresh.map(({ id }) => id)].slice(-MOST_REMEMBERED) };
}

/**
 * Notifications to show: approvals that came together are one, each question is its own. Lists have none: a path has
 * one behind the other, and the badge and the status bar say that they wait.
 */
export function batched(fresh: readonly Attention[]): readonly (readonly Attention[])[] {
  const approvals = fresh.filter(({ type }) => type === "approval");
  const questions = fresh.filter(({ type }) => type === "decision").map((one) => [one]);
  return approvals.length === 0 ? questions : [approvals, ...questions];
}
