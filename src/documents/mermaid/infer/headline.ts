import type { Vertex } from "../flowchart.ts";
import { cut } from "../text.ts";

/** Characters of a label; longer ones are in the detail whole. */
export const LONGEST_LABEL = 300;
/** Characters of a vertex's text that are kept. */
export const LONGEST_TEXT = 20_000;

/** A vertex's text in two: its first line, and the lines that follow. Without a text, its name is its label. */
export function headline({ name, text = "" }: Pick<Vertex, "name" | "text">): {
  label: string;
  lines: readonly string[];
} {
  const [first, ...lines] = text
    .slice(0, LONGEST_TEXT)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const label = cut(first ?? name, LONGEST_LABEL);
  return { label, lines: first === undefined || first === label ? lines : [first, ...lines] };
}
