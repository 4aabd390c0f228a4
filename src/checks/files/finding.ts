import type { TextEdit, TextRange } from "./textEdit.ts";

/** `error` breaks or endangers, `warning` should be mended, `info` may be. */
export type Severity = "error" | "warning" | "info";

/** Something in a file of a deployment that a rule speaks against. */
export interface FileFinding {
  /** `tidegate`, or the linter that found it, such as `hadolint`. */
  readonly tool: string;
  /** The rule's id in that tool: of ours one of `core/rules`, such as `dockerfile/numeric-user`; `DL3008`. */
  readonly rule: string;
  readonly severity: Severity;
  /** From the root of the tree, with slashes. */
  readonly file: string;
  readonly range: TextRange;
  /** What is wrong here and what to do, one or two sentences. */
  readonly message: string;
  /** Where the rule is explained; https. */
  readonly url?: string;
  /** Other places that it does not fit; there for what only shows when files are read together. */
  readonly related?: readonly RelatedPlace[];
  /** Ways to mend it, the best first. */
  readonly fixes: readonly Fix[];
}

/** A place in any file with what stands there. */
export interface RelatedPlace {
  readonly file: string;
  readonly range: TextRange;
  readonly message: string;
}

/** Changes of the one file that mend a finding. */
export interface Fix {
  /** An imperative clause, such as `Run as user 10001`. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
}
