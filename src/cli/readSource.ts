import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Fault, messageOf } from "../base/result.ts";
import type { Terminal } from "./parts.ts";

/** The text of a file, or of standard input where its name is `-`. Faults: `InputMissing`. */
export async function readSource(terminal: Terminal, filename: string): Promise<string> {
  if (filename === "-") return terminal.readInput();
  try {
    return await readFile(resolve(terminal.cwd, filename), "utf8");
  } catch (error) {
    const why = WHY[String((error as NodeJS.ErrnoException).code)] ?? messageOf(error);
    throw new Fault("InputMissing", `${filename} cannot be read: ${why}. Name another file, or - for standard input.`);
  }
}

const WHY: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  EISDIR: "it is a folder",
  EACCES: "you may not read it",
  EPERM: "you may not read it",
};
