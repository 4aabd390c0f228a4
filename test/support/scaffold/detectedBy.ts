import fc from "fast-check";
import { detect } from "../../../src/scaffold/detect/detect.ts";
import type { Completed, Detector, Found } from "../../../src/scaffold/detect/detector.ts";
import type { Detection } from "../../../src/scaffold/facts/detection.ts";
import type { Evidence } from "../../../src/scaffold/facts/fact.ts";
import { memoryTree } from "../memoryTree.ts";

type Texts = Readonly<Record<string, string>>;

/** What some detectors find in a table of texts, without files that are there already speaking. */
export function detectedBy(detectors: readonly Detector[], texts: Texts): Promise<Detection> {
  return detect(memoryTree(texts), undefined, { detectors, readExisting });
}

async function readExisting(found: Found): Promise<Completed> {
  return { application: { ...found, existing: [] }, problems: [] };
}

/** The values of an application's facts, without evidence: what tests compare. */
export function valuesOf(application: object | undefined): Readonly<Record<string, unknown>> {
  const entries = Object.entries(application ?? {}).map(([key, value]) => [key, plain(value)] as const);
  return Object.fromEntries(entries);
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  return typeof value === "object" && value !== null && "evidence" in value && "value" in value ? value.value : value;
}

/** Evidence that names a file which is not there or a line it does not have, and problems without a sentence. */
export function unsound(detection: Detection, texts: Texts): readonly unknown[] {
  const wrong: unknown[] = [];
  const lines = new Map(Object.entries(texts).map(([file, text]) => [file, text.split("\n").length]));
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if ("file" in value && "line" in value) {
      const { file, line } = value as Evidence;
      if (!(line >= 1 && line <= (lines.get(file) ?? 0))) wrong.push(value);
      return;
    }
    if ("confidence" in value && "evidence" in value && (value.evidence as readonly unknown[]).length === 0)
      wrong.push(value);
    for (const one of Object.values(value)) visit(one);
  };
  visit(detection);
  return wrong;
}

/** Trees with the files of a sample in which texts are cut, doubled, mixed up or replaced by anything. */
export function brokenTrees(sample: Texts): fc.Arbitrary<Texts> {
  const files = Object.keys(sample);
  const words = Object.values(sample).flatMap((text) => text.split(/(?<=\W)|(?=\W)/u));
  const part = fc.oneof(
    fc.constantFrom(...words),
    fc.constantFrom('"', "'", "`", "(", ")", "{", "}", "[", "]", "\n", "/*", '"""', "\u0000", "\\", "$", "#"),
    fc.string({ unit: "binary", maxLength: 8 }),
  );
  const anything = fc.array(part, { maxLength: 60 }).map((parts) => parts.join(""));
  const broken = (text: string): fc.Arbitrary<string> =>
    fc.oneof(
      fc.constant(text),
      anything,
      fc.nat(text.length).map((length) => text.slice(0, length)),
      fc.tuple(fc.nat(text.length), anything).map(([at, extra]) => text.slice(0, at) + extra + text.slice(at)),
      fc.tuple(fc.nat(text.length), fc.nat(text.length)).map(([from, to]) => text.slice(0, from) + text.slice(to)),
    );
  return fc
    .tuple(...files.map((file) => broken(sample[file] ?? "")))
    .map((texts) => Object.fromEntries(files.map((file, index) => [file, texts[index] ?? ""])));
}
