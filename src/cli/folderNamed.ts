import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { Fault } from "../base/result.ts";
import type { CliParts } from "./parts.ts";

/** A folder that a person named, absolute; the working folder without. Fault: `FolderMissing`. */
export async function folderNamed({ terminal }: CliParts, folder: string | undefined): Promise<string> {
  const path = resolve(terminal.cwd, folder ?? ".");
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory() !== true) {
    throw new Fault("FolderMissing", `${path} is ${found === undefined ? "not there" : "no folder"}. Name a folder.`);
  }
  return path;
}
