import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { Fault } from "../base/result.ts";
import type { Scaffolding } from "../engine/scaffold/scaffolding.ts";
import type { CliParts } from "./parts.ts";

/** Scaffolding in a folder that a person named; the working folder without. Fault: `FolderMissing`. */
export async function scaffoldingIn(
  { terminal, scaffolding }: CliParts,
  folder: string | undefined,
): Promise<Scaffolding> {
  const path = resolve(terminal.cwd, folder ?? ".");
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory() !== true) {
    throw new Fault("FolderMissing", `${path} is ${found === undefined ? "not there" : "no folder"}. Name a folder.`);
  }
  return scaffolding(path);
}
