import { Fault } from "../../base/result.ts";
import type { FileChange, FileWriter, WriteObjection } from "../../core/ports/fileWriter.ts";
import { OLD_STATE_IGNORE, STATE_IGNORE, STATE_IGNORE_PATH } from "../../core/stateFolder.ts";
import { basePath } from "../../scaffold/merge/basePath.ts";
import type { MergedFile } from "../../scaffold/merge/mergedFile.ts";
import type { Decisions, ScaffoldPlan, WrittenFile } from "./scaffoldPlan.ts";

type Planned = Pick<ScaffoldPlan, "files" | "bases" | "ignore">;

/** Decides nothing that is a person's to decide. */
export const UNDECIDED: Decisions = { choice: () => "leave" };

/**
 * What is written for a plan: files first, their bases after them. Were it cut off between, the next run would find
 * files that are newer than their bases, which is no conflict; the other way round every file would seem edited.
 */
export function changesOf(plan: Planned, decisions: Decisions): readonly FileChange[] {
  const decided = plan.files.map((file) => ({ file, ...outcomeOf(file, decisions) }));
  const texts = decided.flatMap(({ file, text }): FileChange[] => (text === undefined ? [] : [fileChange(file, text)]));
  const bases = decided.flatMap(({ file: { path }, base }): FileChange[] => {
    const before = plan.bases.get(path);
    return base === undefined || base === before ? [] : [{ path: basePath(path), text: base, before }];
  });
  const seen = plan.ignore === OLD_STATE_IGNORE && bases.length > 0;
  const ignore = { path: STATE_IGNORE_PATH, text: STATE_IGNORE, before: plan.ignore };
  return [...texts, ...bases, ...(seen ? [ignore] : [])];
}

function fileChange({ path, current, executable }: MergedFile, text: string): FileChange {
  return { path, text, before: current, ...(executable !== undefined && { executable }) };
}

function outcomeOf(file: MergedFile, { choice, leave }: Decisions) {
  return leave?.(file) === true ? { text: undefined, base: undefined } : file.outcome(choice(file));
}

/** What stands in the way of a plan as far as it is decided. */
export async function objectionsTo(
  files: FileWriter,
  plan: Planned,
  decisions: Decisions = UNDECIDED,
): Promise<readonly WriteObjection[]> {
  const blocked = plan.files.filter((file) => file.state === "blocked" && decisions.leave?.(file) !== true);
  const reading = blocked.map(({ path, note = "" }): WriteObjection => {
    return { path, reason: "NotText", message: `${path} is in the way. ${note}` };
  });
  return [...reading, ...(await files.objections(changesOf(plan, decisions)))];
}

/**
 * Writes what is decided, all of it or nothing, and tells what became of each file. Rejects with the fault of whatever
 * stands in the way.
 */
export async function writeScaffold(
  files: FileWriter,
  plan: ScaffoldPlan,
  decisions: Decisions,
): Promise<readonly WrittenFile[]> {
  const [first, ...others] = await objectionsTo(files, plan, decisions);
  if (first !== undefined) {
    const told = [first, ...others].slice(0, 10).map(({ message }) => message);
    const more = others.length > 9 ? [`${others.length - 9} more files are in the way.`] : [];
    throw new Fault(first.reason, [...told, ...more, "Nothing was written."].join("\n"));
  }
  await files.write(changesOf(plan, decisions));
  return plan.files.map((file) => ({ file, ...whatBecameOf(file, decisions) }));
}

/** What becomes of a file by these decisions, whether or not it is written. */
export function whatBecameOf(file: MergedFile, decisions: Decisions): Omit<WrittenFile, "file"> {
  const { text, base } = outcomeOf(file, decisions);
  if (text !== undefined) return { action: "written", text };
  if (file.state === "adopt" && base !== undefined) return { action: "adopted", text };
  if (file.state === "unchanged") return { action: "unchanged", text };
  return { action: base === undefined ? "left" : "kept", text };
}
