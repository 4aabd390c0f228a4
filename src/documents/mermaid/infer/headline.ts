import type { Vertex } from "../flowchart.ts";
import { cut } from "../text.ts";

/** Characters of a label; longer ones are in the detail whole. */
export const LONGEST_LABEL = 300;
/** Characters of a vertex's text that are kept. */
export const LONGEST_TEXT = 20_000;

/** A vertex's text in two: what stands in the picture, and the lines that follow. */
interface Headline {
  readonly label: string;
  readonly lines: readonly string[];
}

/** Many arrows may ask for the headline of one vertex with a long text. */
const KNOWN = new WeakMap<Vertex, Headline>();

/** The first line of a vertex's text as its label, and the others. Without a text, its name is its label. */
export function headline(vertex: Vertex): Headline {
  const known = KNOWN.get(vertex);
  if (known !== undefined) return known;
  const read = split(vertex);
  KNOWN.set(vertex, read);
  return read;
}

function split({ name, text = "" }: Vertex): Headline {
  const [first, ...lines] = text
    .slice(0, LONGEST_TEXT)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const label = cut(first ?? name, LONGEST_LABEL);
  return { label, lines: first === undefined || first === label ? lines : [first, ...lines] };
}
