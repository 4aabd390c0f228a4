import type { ApprovalPolicy, CheckSpec, DecisionNode, GraphNode } from "../../../core/graph/graph.ts";
import { distinct, slug } from "../../slug.ts";
import type { Shape, Vertex } from "../flowchart.ts";
import { headline } from "./headline.ts";
import { checkOutcome, endOutcome } from "./outcomeWords.ts";
import type { Surroundings } from "./surroundings.ts";

/** How long a person's word on a check from a picture counts, in seconds. */
const ATTESTED_FOR = 24 * 60 * 60;

/** What an approval in a picture asks for that says nothing of its own. */
const POLICY: ApprovalPolicy = { required: 1, selfApproval: false, expiresAfterSeconds: 24 * 60 * 60 };

/** What a note says that changes what else is inferred. */
export interface Hints {
  readonly kind?: GraphNode["kind"];
  /** The decision answers itself by a check's outcome. */
  readonly follows?: boolean;
}

/** A node whose members are not all known: an action has no payload in a picture. */
export type InferredNode = Readonly<Record<string, unknown>> & {
  readonly kind: GraphNode["kind"];
  readonly label: string;
};

/** The node that a vertex means by its shape, its text and its neighbours. */
export function inferNode(vertex: Vertex, around: Surroundings, hints: Hints = {}): InferredNode {
  const { label, lines } = headline(vertex);
  const token = lines.map((line) => TOKEN.exec(line)?.[1]).find((one) => one !== undefined);
  const base = {
    label,
    ...(lines.length === 0 ? {} : { detail: lines.join("\n") }),
    ...(token === undefined ? {} : { token }),
  };
  const kind = hints.kind ?? kindOf(vertex.shape, around);
  return { ...base, ...ofKind(kind, { vertex, label, lines, around, hints }), kind };
}

/** A handoff's name as the decision path writes it. */
const TOKEN = /\bHANDOFF_TOKEN:\s*([A-Z0-9_]+)\s*$/u;

function kindOf(shape: Shape | undefined, { entered, choices }: Surroundings): GraphNode["kind"] {
  if (shape === "diamond") return "decision";
  if (shape === "hexagon") return "approval";
  if (choices.length === 0) return "end";
  return shape === "terminal" && !entered ? "start" : "check";
}

interface Told {
  readonly vertex: Vertex;
  readonly label: string;
  readonly lines: readonly string[];
  readonly around: Surroundings;
  readonly hints: Hints;
}

function ofKind(kind: GraphNode["kind"], { vertex, label, lines, around, hints }: Told): object {
  switch (kind) {
    case "check":
      return { waits: true, checks: checksIn(label, lines) };
    case "decision":
      return { question: label, options: optionsFrom(around.choices, hints.follows === true) };
    case "approval":
      return { policy: POLICY };
    case "end":
      return { outcome: endOutcome(`${vertex.name}\n${label}`) };
    case "start":
    case "action":
    case "hold":
      return {};
  }
}

const ITEM = /^(?:\d{1,3}[.)]|CHECK:)\s*(.+)$/u;

/** Each numbered line and each line that begins with CHECK: is a check; without any, that it is done is the one. */
function checksIn(label: string, lines: readonly string[]): readonly CheckSpec[] {
  const given = distinct();
  const items = lines.flatMap((line) => ITEM.exec(line)?.[1] ?? []);
  const asked = items.length === 0 ? [`${label} is done`] : items;
  return asked.map((item) => ({ id: given(`said-${slug(item)}`), label: item, attestedFor: ATTESTED_FOR }));
}

function optionsFrom(choices: readonly string[], follows: boolean): DecisionNode["options"] {
  const given = distinct();
  return [...new Set(choices)].map((label) => {
    const outcome = follows ? checkOutcome(label) : undefined;
    return { id: given(outcome ?? slug(label)), label };
  });
}
