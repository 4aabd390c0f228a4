import * as z from "zod";
import { KINDS } from "../generate/kind.ts";
import type { GeneratedFile } from "../generate/generated.ts";
import { splitLines } from "./textLines.ts";

const schema = z.strictObject({
  version: z.literal(1),
  kind: z.enum(KINDS),
  /** The path of the application it is for; left out where it is for all. */
  application: z.string().optional(),
  /** The version of Tidegate that first generated this very text. */
  generator: z.string(),
  /** Whether a person wrote the file before it was ever generated: then what it says of the application counts. */
  theirs: z.literal(true).optional(),
  blocks: z.array(z.strictObject({ rule: z.string(), from: z.int().min(1), to: z.int().min(1) })),
  lines: z.array(z.string()),
});

/** What was generated last for a file: the base of the next merge, and what tells which lines stand there for a rule. */
export type MergeBase = z.infer<typeof schema>;

/** A base as it was kept; undefined where the text is none, such as one with marks of a merge in it. */
export function readBase(text: string): MergeBase | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/**
 * The text that keeps a generated file as the base of the next merge: a line of the file a line, so that its changes
 * read well in a review. It is the same text as before where the file is generated as before.
 */
export function writeBase(
  file: GeneratedFile,
  generator: string,
  before: MergeBase | undefined,
  theirs = before?.theirs ?? false,
): string {
  const base: MergeBase = {
    version: 1,
    kind: file.kind,
    ...(file.application !== undefined && { application: file.application }),
    generator,
    ...(theirs && { theirs }),
    blocks: file.blocks.map(({ rule, from, to }) => ({ rule, from, to })),
    lines: [...splitLines(file.text).lines],
  };
  const kept = before !== undefined && textOf({ ...base, generator: before.generator }) === textOf(before);
  return textOf(kept ? before : base);
}

function textOf({ blocks, lines, ...head }: MergeBase): string {
  const fields = Object.entries(head).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  return `{\n${[...fields, list("blocks", blocks), list("lines", lines)].join(",\n")}\n}\n`;
}

function list(name: string, values: readonly unknown[]): string {
  if (values.length === 0) return `  ${JSON.stringify(name)}: []`;
  const rows = values.map((value) => `    ${JSON.stringify(value)}`);
  return `  ${JSON.stringify(name)}: [\n${rows.join(",\n")}\n  ]`;
}
