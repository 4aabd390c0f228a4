import { headline } from "./headline.ts";
import type { Arrow, Flowchart } from "../flowchart.ts";

/** What a vertex's neighbours tell about it. */
export interface Surroundings {
  /** Whether an arrow leads to it. */
  readonly entered: boolean;
  /** The words on the arrows out of it, in order; where one has none, the label of the vertex it leads to. */
  readonly choices: readonly string[];
}

const ALONE: Surroundings = { entered: false, choices: [] };

/** The words of an arrow; without any, those of the vertex behind it. */
export function wordsOf(flowchart: Flowchart, arrow: Arrow): string {
  if (arrow.text !== "") return arrow.text;
  const target = flowchart.vertices.get(arrow.to);
  return target === undefined ? "" : headline(target).label;
}

/** Finds the surroundings of each vertex by its name. */
export function surroundingsIn(flowchart: Flowchart): (name: string) => Surroundings {
  const entered = new Set(flowchart.arrows.map((arrow) => arrow.to));
  const choices = new Map<string, string[]>();
  for (const arrow of flowchart.arrows) {
    const words = wordsOf(flowchart, arrow);
    const known = choices.get(arrow.from);
    if (known === undefined) choices.set(arrow.from, [words]);
    else known.push(words);
  }
  return (name) => ({ entered: entered.has(name), choices: choices.get(name) ?? ALONE.choices });
}
