import type { GeneratedFile } from "../generate/generated.ts";
import { type MergeBase, readBase, writeBase } from "./mergeBase.ts";
import type { Choice, Conflict, FileState, MergedFile, Outcome } from "./mergedFile.ts";
import { GENERATED_FORMAT, joinLines, sameLines, splitLines, type TextFormat, type TextLines } from "./textLines.ts";
import { type Region, threeWay, twoWay } from "./threeWay.ts";

/** What stands in a workspace for one generated file. */
export interface Present {
  /** The file itself; undefined where it is missing. `unreadable` says why it is no text, as a clause. */
  readonly file: { readonly text: string } | { readonly unreadable: string } | undefined;
  /** The text of its base; undefined where there is none. */
  readonly base: string | undefined;
}

/** Compares a generated file with what is there. `generator` is the version of Tidegate. Pure and total. */
export function mergeFile(file: GeneratedFile, present: Present, generator: string): MergedFile {
  const base = present.base === undefined ? undefined : readBase(present.base);
  const broken = present.base !== undefined && base === undefined;
  const subject: Subject = {
    file,
    base,
    newBase: writeBase(file, generator, base),
    theirBase: writeBase(file, generator, base, present.base === undefined),
  };
  const merged = compared(subject, present.file);
  return broken ? { ...merged, note: `${BROKEN_BASE} ${merged.note ?? ""}`.trim() } : merged;
}

const BROKEN_BASE =
  "What is kept of its last generation cannot be read, so that its edits cannot be told from generated lines.";
const MARKERS_LEFT = "It has marks of a conflict in it. Settle them before it is used.";

interface Subject {
  readonly file: GeneratedFile;
  readonly base: MergeBase | undefined;
  readonly newBase: string;
  /** The same for a file that was there before anything was kept of it: a person wrote it. */
  readonly theirBase: string;
}

function compared(subject: Subject, present: Present["file"]): MergedFile {
  const { file, base, newBase } = subject;
  if (present === undefined) {
    const written: Outcome = { text: file.text, base: newBase };
    if (base === undefined) return about(subject, "create", () => written);
    return about(subject, "removed", (choice) => (choice === "generated" ? written : NOTHING));
  }
  if ("unreadable" in present) return { ...about(subject, "blocked", () => NOTHING), note: present.unreadable };
  const current = splitLines(present.text);
  const merged = base === undefined ? adopted(subject, current) : remerged(subject, base, current);
  return { ...merged, current: present.text, ...(hasMarkers(current.lines) && { note: MARKERS_LEFT }) };
}

const NOTHING: Outcome = { text: undefined, base: undefined };

function adopted(subject: Subject, current: TextLines): MergedFile {
  const next = splitLines(subject.file.text).lines;
  if (sameLines(current.lines, next))
    return about(subject, "adopt", () => ({ text: undefined, base: subject.theirBase }));
  const regions = twoWay(current.lines, next);
  return { ...about(subject, "exists", chosen(subject, regions, current)), conflicts: conflictsIn(regions) };
}

function remerged(subject: Subject, base: MergeBase, current: TextLines): MergedFile {
  const next = splitLines(subject.file.text).lines;
  const { regions, removed } = threeWay(base, current.lines, { lines: next, blocks: subject.file.blocks });
  const conflicts = conflictsIn(regions);
  if (conflicts.length > 0) {
    return { ...about(subject, "conflict", chosen(subject, regions, current)), conflicts, removed };
  }
  const lines = resolved(regions, "mine");
  const same = sameLines(lines, current.lines);
  const state = same ? "unchanged" : sameLines(base.lines, current.lines) ? "update" : "merge";
  const text = same ? undefined : joinLines(lines, formatOf(current));
  return { ...about(subject, state, () => ({ text, base: subject.newBase })), removed };
}

function chosen(
  { base, newBase, theirBase }: Subject,
  regions: readonly Region[],
  current: TextLines,
): (choice: Choice) => Outcome {
  return (choice) => {
    if (choice === "leave") return NOTHING;
    const lines = resolved(regions, choice);
    const same = sameLines(lines, current.lines);
    const theirs = base === undefined && choice !== "generated";
    return { text: same ? undefined : joinLines(lines, formatOf(current)), base: theirs ? theirBase : newBase };
  };
}

/** An empty file has no ways of its own to keep. */
function formatOf({ lines, format }: TextLines): TextFormat {
  return lines.length === 0 ? { ...GENERATED_FORMAT, byteOrderMark: format.byteOrderMark } : format;
}

function about({ file }: Subject, state: FileState, outcome: MergedFile["outcome"]): MergedFile {
  const { path, kind, application, executable, text } = file;
  return {
    path,
    kind,
    ...(application !== undefined && { application }),
    ...(executable !== undefined && { executable }),
    state,
    generated: text,
    conflicts: [],
    removed: [],
    outcome,
  };
}

function conflictsIn(regions: readonly Region[]): readonly Conflict[] {
  return regions.flatMap((region) =>
    region.is === "conflict" ? [{ line: region.line, mine: region.mine, generated: region.generated }] : [],
  );
}

function resolved(regions: readonly Region[], choice: Exclude<Choice, "leave">): readonly string[] {
  return regions.flatMap((region) => {
    if (region.is === "agreed") return region.lines;
    if (choice === "markers")
      return ["<<<<<<< yours", ...region.mine, "=======", ...region.generated, ">>>>>>> generated"];
    return choice === "mine" ? region.mine : region.generated;
  });
}

function hasMarkers(lines: readonly string[]): boolean {
  return lines.some((line) => line.startsWith("<<<<<<< ")) && lines.some((line) => line.startsWith(">>>>>>> "));
}
