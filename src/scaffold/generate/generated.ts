import type { Kind } from "./kind.ts";

/** A file as it is generated, before anything is compared with what is there. */
export interface GeneratedFile {
  /** From the root of the tree, with slashes. */
  readonly path: string;
  /** Ends with a line break; line breaks are `\n`. */
  readonly text: string;
  readonly kind: Kind;
  /** The path of the application it is for; undefined where it is for all. */
  readonly application?: string;
  /** In order of their first lines; they may hold each other. */
  readonly blocks: readonly GeneratedBlock[];
  readonly executable?: boolean;
}

/** Lines of a generated file that stand there for a rule. */
export interface GeneratedBlock {
  /** The id of a rule in `core/rules`. */
  readonly rule: string;
  /** First and last line, from 1. */
  readonly from: number;
  readonly to: number;
}
