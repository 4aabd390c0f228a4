import type { FolderOptions } from "./place.ts";
import type { OutputOptions } from "./report.ts";

/** How a person said, before they were asked, that they read the facts. */
export interface Read {
  /** Do not ask whether the facts were read. */
  readonly yes?: boolean;
  /** What would be typed where only the word counts. */
  readonly word?: string;
  /** The environment's name, where it would be typed. */
  readonly confirm?: string;
}

/** What the commands take that speak to a run. */
export interface AnswerOptions extends FolderOptions, OutputOptions, Read {
  readonly comment?: string;
  readonly reason?: string;
}
