import { decodeText } from "../text.ts";
import { BRACKETS, shapeCalled } from "../shapes.ts";
import { readBracketText } from "./bracketText.ts";
import { skip, skipBlanks, take, takeText } from "./cursor.ts";
import { type Draft, mention, report } from "./draft.ts";
import { readProperties } from "./properties.ts";

/** What Mermaid takes for a name: no blank, no bracket, and nothing that begins an arrow. */
const NAME = /(?:[\w!#$'*+.?\\/]|[^\p{ASCII}\s]|:(?!:)|-(?![->.])|=(?!=)|%(?!%))+/uy;
const CLASSES = /:::[\w-]+(?:,[\w-]+)*/y;

/** Reads vertices parted by `&`, and gives their names; undefined where none stands here. */
export function readVertices(draft: Draft): readonly string[] | undefined {
  const names: string[] = [];
  do {
    skipBlanks(draft);
    const name = readVertex(draft);
    if (name === undefined) {
      if (names.length > 0)
        report(draft, "Unexpected", draft.at, "After & a node is missing. Name one, or remove the &.");
      return names.length > 0 ? names : undefined;
    }
    names.push(name);
    skipBlanks(draft);
  } while (takeText(draft, "&"));
  return names;
}

function readVertex(draft: Draft): string | undefined {
  const { at } = draft;
  const name = take(draft, NAME)?.[0];
  if (name === undefined) return undefined;
  const known = draft.vertices.get(name) !== undefined;
  const vertex = mention(draft, name, at);
  if (takeText(draft, "@{")) {
    const { shape, label } = readProperties(draft, name);
    if (shape !== undefined) vertex.shape = shapeOf(draft, name, shape, at);
    if (label !== undefined) vertex.text = decodeText(label);
  }
  skip(draft, CLASSES);
  const opened = readBracket(draft, name);
  if (opened !== undefined) Object.assign(vertex, opened, known && vertex.text !== undefined ? {} : { at });
  skip(draft, CLASSES);
  return name;
}

function readBracket(
  draft: Draft,
  name: string,
): { shape: (typeof BRACKETS)[number]["shape"]; text: string } | undefined {
  const begun = draft.at;
  skipBlanks(draft);
  const bracket = BRACKETS.find((one) => draft.text.startsWith(one.opens, draft.at));
  // A > behind a blank is more likely a slip of the pen than a flag.
  if (bracket === undefined || (bracket.opens === ">" && draft.at !== begun)) {
    draft.at = begun;
    return undefined;
  }
  draft.at += bracket.opens.length;
  return { shape: bracket.shape, text: decodeText(readBracketText(draft, bracket, name)) };
}

function shapeOf(draft: Draft, name: string, shape: string, at: number): (typeof BRACKETS)[number]["shape"] {
  const known = shapeCalled(shape);
  if (known !== undefined) return known;
  const message = `Mermaid has no shape "${shape}", so ${name} is drawn as a box. Use one it has, such as rect or diam.`;
  report(draft, "UnknownShape", at, message);
  return "box";
}
