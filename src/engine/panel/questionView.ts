import type { DecisionNode } from "../../core/graph/graph.ts";
import type { QuestionView } from "../../protocol/panel.ts";
import type { Place } from "./place.ts";
import type { Wishes } from "./wishes.ts";

/** A question as it stands; its options are open only while the run waits for an answer. */
export function questionView({ state, here }: Place, node: DecisionNode, wishes: Wishes): QuestionView {
  const waits = here === node.id && state.question !== undefined && state.chosen === undefined;
  const open = waits ? node.options.filter(({ id }) => wishes.mayChoose(node.id, id)) : [];
  const view = unaskedQuestion(
    node,
    open.map(({ id }) => id),
  );
  return { ...view, question: (waits ? state.question?.question : undefined) ?? node.question, waiting: waits };
}

/** A question that nobody asks now. `open` are the ids of its open options. */
export function unaskedQuestion(
  { question, options, proposal }: DecisionNode,
  open: readonly string[] = [],
): QuestionView {
  return {
    question,
    options: options.map(({ id, label }) => ({ id, label, open: open.includes(id) })),
    ...(proposal === undefined ? {} : { proposal: { ...proposal } }),
    waiting: false,
  };
}
