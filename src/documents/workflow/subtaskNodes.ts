import type { CheckNode, Edge, GraphNode } from "../../core/graph/graph.ts";
import type { Place } from "../place.ts";
import { attested, checksOf } from "./criteria.ts";
import type { Step, Subtask } from "./workflow.ts";

/** A node or an edge with where it stands in the document. */
export interface Placed<T> {
  readonly value: T;
  readonly place: Place;
}

/** What a subtask becomes: its steps in order, a last look at the whole, and the way to try again. */
export interface SubtaskPart {
  readonly first: string;
  readonly nodes: readonly Placed<CheckNode>[];
  readonly edges: readonly Placed<Edge>[];
}

/** Attempts where a subtask does not say how many. */
const RETRIES = 3;

/** `onward` is the id of the node that follows once all is well. */
export function subtaskPart(subtask: Subtask, onward: string): SubtaskPart {
  const path = [...subtask.steps.map((step) => stepNode(step, subtask)), ...closing(subtask)];
  const again = retryNode(subtask);
  const first = path[0]?.value.id ?? again.id;
  const edges = path.flatMap(({ value: { id: from }, place }, index): Placed<Edge>[] => [
    { value: { from, to: path[index + 1]?.value.id ?? onward, when: "pass" }, place },
    { value: { from, to: again.id, when: "fail" }, place },
  ]);
  const back: Placed<Edge> = { value: { from: again.id, to: first, when: "pass" }, place: subtask.place };
  return { first, nodes: [...path, { value: again, place: subtask.place }], edges: [...edges, back] };
}

function stepNode(step: Step, subtask: Subtask): Placed<CheckNode> {
  const label = step.command ?? step.description ?? step.id;
  const detail = lines({
    Command: step.command,
    Tool: step.tool,
    Agent: subtask.agent,
    Description: step.description,
  });
  const checks = checksOf(step, label);
  return { value: { kind: "check", id: step.id, label, ...detail, waits: true, checks }, place: step.place };
}

/** The whole subtask, where it says what must be true of it or has no step to say so. */
function closing(subtask: Subtask): Placed<CheckNode>[] {
  const { id, title, description, success, agent, place, steps } = subtask;
  if (success === undefined && steps.length > 0) return [];
  const check = attested("said-whole", success?.text ?? `${title} is done`);
  const detail = lines({ Agent: agent, Description: description });
  const node: CheckNode = { kind: "check", id, label: `${title}: all of it`, ...detail, waits: true, checks: [check] };
  return [{ value: node, place: success ?? place }];
}

/** Its limit is the subtask's: the attempt after the last is not made, and the run calls for help. */
function retryNode(subtask: Subtask): CheckNode {
  const { id, title, retries, onFailure = "" } = subtask;
  const reverts = /\bREVERT_STATE\b/u.test(onFailure);
  return {
    kind: "check",
    id: `${id}-AGAIN`,
    label: `Try ${id} again?`,
    why: `A step of "${title}" failed; the next attempt begins with its first step.`,
    ...lines({ "On failure": onFailure === "" ? undefined : onFailure }),
    limit: Math.max(1, retries ?? RETRIES),
    waits: true,
    checks: [
      ...(reverts ? [attested("said-reverted", "What the failed attempt changed is reverted")] : []),
      attested("said-changed", "What failed is mended, so that another attempt can end otherwise"),
    ],
  };
}

function lines(fields: Readonly<Record<string, string | undefined>>): Pick<GraphNode, "detail"> {
  const told = Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
  return told.length === 0 ? {} : { detail: told.join("\n") };
}
