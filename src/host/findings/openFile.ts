import { type FileKind, fileKind } from "../../checks/files/fileKind.ts";
import { isKept } from "../../engine/findings/checkedFiles.ts";

/** A file that is open in an editor, as it is now. */
export interface OpenFile {
  /** Its address. */
  readonly key: string;
  /** Another number after every change. */
  readonly version: number;
  /** Whether it differs from what is on disk. */
  readonly dirty: boolean;
  /** The folder that it belongs to. */
  readonly folder: string;
  /** From that folder, with slashes. */
  readonly path: string;
  readonly text: () => string;
}

/** What a file is for the rules; undefined where they know nothing of it. It reads the text only where it must. */
export function kindOf({ path, text }: Pick<OpenFile, "path" | "text">): FileKind | undefined {
  if (isKept(path)) return undefined;
  return fileKind(path, "") ?? (/\.(?:ya?ml|json)$/iu.test(path) ? fileKind(path, text()) : undefined);
}
