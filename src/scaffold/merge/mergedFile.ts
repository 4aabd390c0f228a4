import type { Kind } from "../generate/kind.ts";

/**
 * What becomes of a file: `create` it is missing; `unchanged` it has all that is generated; `update` nobody edited it;
 * `merge` a person's edits and the new text go together; `conflict` both changed the same lines; `adopt` it was there
 * before and is just what is generated; `exists` it was there before and is something else; `removed` a person deleted
 * it; `blocked` it cannot be read as text.
 */
export type FileState =
  | "create"
  | "unchanged"
  | "update"
  | "merge"
  | "conflict"
  | "adopt"
  | "exists"
  | "removed"
  | "blocked";

/**
 * What a person wants where it is theirs to decide. `leave`: nothing is written, and it is asked again; `mine`: what
 * they have stays and is taken as settled; `generated`: the generated lines win; `markers`: both stand in the file.
 */
export type Choice = "leave" | "mine" | "generated" | "markers";

/** Lines that both sides have changed. */
export interface Conflict {
  /** In the person's file, from 1. */
  readonly line: number;
  readonly mine: readonly string[];
  readonly generated: readonly string[];
}

/** A generated file beside what is there. */
export interface MergedFile {
  readonly path: string;
  readonly kind: Kind;
  readonly application?: string;
  readonly executable?: boolean;
  readonly state: FileState;
  /** What stands there, byte order mark and line ends included; undefined where it is missing or no text. */
  readonly current?: string;
  readonly generated: string;
  /** Empty but for `conflict` and `exists`. */
  readonly conflicts: readonly Conflict[];
  /** Rules whose blocks the person has taken out and that stay away. */
  readonly removed: readonly string[];
  /** Something the person should know about this file, as a sentence. */
  readonly note?: string;
  /** What comes of a choice; the same for every choice where there is none to make. */
  readonly outcome: (choice: Choice) => Outcome;
}

/** What is written; undefined where a file is left as it is. */
export interface Outcome {
  readonly text: string | undefined;
  /** The text that keeps the base. */
  readonly base: string | undefined;
}

/** The choices that a state leaves to a person; none where there is nothing to decide. */
export function choicesFor(state: FileState): readonly Choice[] {
  if (state === "conflict") return ["leave", "mine", "generated", "markers"];
  if (state === "exists") return ["leave", "mine", "generated", "markers"];
  return state === "removed" ? ["leave", "generated"] : [];
}
