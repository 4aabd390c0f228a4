import type { CheckNode } from "../../core/graph/graph.ts";
import { mending, type Part, said, sourceAt, way } from "./stage.ts";

/** The node that a run ends at when its attempts are used up. */
export const ESCALATION = "ESCALATE_DEVOPS";

interface Retry {
  readonly id: string;
  readonly mends: string;
  readonly line: number;
  readonly label: string;
  readonly why: string;
  /** What has to be said before it is tried again, as check and statement. */
  readonly says: readonly [id: string, label: string];
  readonly again: string;
}

const RETRIES: readonly Retry[] = [
  {
    id: "DEVOPS_ERROR",
    mends: "VALIDATE_DEVOPS_IMPLEMENTATION",
    line: 118,
    label: "Begin again",
    why: "Something was skipped or misread, so the path starts over at the task.",
    says: ["implementation-retry", "It is said what was missing and what is read or done differently now"],
    again: "GET_TASK",
  },
  {
    id: "PRODUCTION_ERROR",
    mends: "VALIDATE_PRODUCTION_EFFECTIVENESS",
    line: 119,
    label: "Make it work",
    why: "What has no effect in production is closed and then tried in production again.",
    says: ["effectiveness-retry", "It is said which gap was closed and by which figure that shows"],
    again: "PRODUCTION_VALIDATION",
  },
  {
    id: "FORMAT_ERROR",
    mends: "VALIDATE_FORMAT",
    line: 120,
    label: "Tell it again",
    why: "A handoff with gaps is completed and its ending chosen again.",
    says: ["format-retry", "It is said which part of the handoff was missing and is there now"],
    again: "DETERMINE_COMPLETION_NEEDS",
  },
  {
    id: "COMPLETION_ERROR",
    mends: "VALIDATE_COMPLETION_HANDOFF",
    line: 121,
    label: "Hand over again",
    why: "Another ending may fit better; it is chosen again with what is known now.",
    says: ["completion-retry", "It is said why the ending did not fit and what is different now"],
    again: "DETERMINE_COMPLETION_NEEDS",
  },
];

/** What a failed validation leads to: another attempt, three times each, then somebody with more say. */
export const errors: Part = {
  nodes: [
    ...RETRIES.map(retryNode),
    {
      kind: "end",
      id: ESCALATION,
      label: "Call for help",
      why: "The attempts are used up or went in a circle; somebody who coordinates has to look, with all that was tried.",
      source: sourceAt(122),
      outcome: "escalated",
    },
  ],
  edges: RETRIES.flatMap(({ id, again }) => [way(id, again), way(id, ESCALATION, "circular")]),
};

function retryNode({ id, mends, line, label, why, says }: Retry): CheckNode {
  return mending(id, mends, { label, line, why, checks: [said(...says, "decided")] });
}
