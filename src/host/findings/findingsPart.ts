import type { FileRule } from "../../core/rules/rule.ts";
import type { Checking } from "../../engine/findings/checking.ts";

/** Rules and linters: loaded when a file that they know is open, or when a person asks for a check. */
export interface FindingsPart {
  /** Reads nothing before it is asked for something. */
  readonly openChecking: (folder: string) => Checking;
  readonly ruleOf: (id: string) => FileRule | undefined;
}
