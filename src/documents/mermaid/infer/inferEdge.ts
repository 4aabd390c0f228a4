import type { DecisionNode, Edge, GraphNode } from "../../../core/graph/graph.ts";
import { optionalOutcomesOf, outcomesOf } from "../../../core/graph/outcomes.ts";
import { slug } from "../../slug.ts";
import { outcomeOf } from "./outcomeWords.ts";

/**
 * What an arrow out of a node means: the outcome that opens it, and a label where its words say more than that.
 * `words` are those of the arrow, or of the vertex behind it where the arrow has none.
 */
export function inferEdge(from: GraphNode, text: string, words: string): Pick<Edge, "when" | "label"> {
  if (from.kind === "decision") return choiceOf(from, text, words);
  const own = [...outcomesOf(from), ...optionalOutcomesOf(from), "fail"].find((outcome) => outcome === text);
  const when = own ?? outcomeOf(from.kind, text);
  return text === "" || text === when ? { when } : { when, label: text };
}

function choiceOf({ options }: DecisionNode, text: string, words: string): Pick<Edge, "when" | "label"> {
  const option =
    options.find((one) => one.label === words) ??
    options.find((one) => one.id === words) ??
    options.find((one) => one.id === slug(words));
  if (option !== undefined) return { when: option.id };
  return text === "" ? { when: slug(words) } : { when: slug(words), label: text };
}
