import type { WriteObjection } from "../../core/ports/fileWriter.ts";
import type { Detection, Problem } from "../../scaffold/facts/detection.ts";
import type { Kind } from "../../scaffold/generate/kind.ts";
import type { Settings } from "../../scaffold/generate/settings.ts";
import type { Choice, MergedFile } from "../../scaffold/merge/mergedFile.ts";

/** What a person wants to have generated. */
export interface ScaffoldRequest {
  readonly kinds: readonly Kind[];
  /** Names of applications; left out: all of them. */
  readonly applications?: readonly string[];
  /** Instead of the repository that is guessed from git. */
  readonly imageRepository?: string;
  /** What a person has corrected; left out: it is found out. */
  readonly detection?: Detection;
  readonly settings?: Settings;
  /** Whether templates of the workspace may stand in for ours: only where its person trusts it. */
  readonly ownTemplates: boolean;
}

/** What would be written, before anything is. */
export interface ScaffoldPlan {
  readonly detection: Detection;
  readonly settings: Settings;
  /** Every generated file beside what is there, by path. */
  readonly files: readonly MergedFile[];
  /** Generated once and no longer, and still there: theirs to delete. */
  readonly stale: readonly StaleFile[];
  /** Ports that are wanted twice on this machine, or that a program of it has; none where no compose files are written. */
  readonly portProblems: readonly Problem[];
  /** What a person should know beyond the detection's problems, as sentences. */
  readonly notes: readonly string[];
  /** What stands in the way of writing what needs no choice. */
  readonly objections: readonly WriteObjection[];
  /** The texts that keep the bases now, by the path of their generated file. */
  readonly bases: ReadonlyMap<string, string>;
  /** The text of git's ignore file in our folder; undefined where there is none. */
  readonly ignore: string | undefined;
}

export interface StaleFile {
  readonly path: string;
  readonly kind: Kind;
}

/** What a person decides about each file of a plan. */
export interface Decisions {
  readonly choice: (file: MergedFile) => Choice;
  /** Files that are not written at all. */
  readonly leave?: (file: MergedFile) => boolean;
}

/** What became of each file. */
export interface WrittenFile {
  readonly file: MergedFile;
  /**
   * `written`: its text is another now; `adopted`: it is as it was and will be merged from now on; `kept`: it is as it
   * was, as a person decided; `unchanged`: there was nothing to do; `left`: it waits for a decision, or was left out.
   */
  readonly action: "written" | "adopted" | "kept" | "unchanged" | "left";
  readonly text: string | undefined;
}
