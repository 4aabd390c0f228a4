import type { Command } from "../../core/ports/command.ts";
import type { FileKind } from "../files/fileKind.ts";
import type { FileFinding } from "../files/finding.ts";

/** A linter that a person may have: which files it is for, how it is called, and what its answer says. */
export interface Linter {
  /** Its name and its program, such as `hadolint`. */
  readonly name: string;
  readonly kinds: readonly FileKind[];
  /** It looks at the whole tree in one call, whichever files are named. */
  readonly whole?: boolean;
  /** One call for all files; paths are from the root of the tree, which is the folder it runs in. */
  readonly call: (files: readonly string[]) => Omit<Command<readonly FileFinding[]>, "cwd" | "timeoutMs">;
}
