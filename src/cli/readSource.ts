import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Fault, messageOf } from "../base/result.ts";
import type { Terminal } from "./parts.ts";

/** The text of a file, or of standard input where its name is `-`. Faults: `InputMissing`. */
export async function readSource(terminal: Terminal, filename: string): Promise<string> {
  if (filename === "-") return terminal.readInput();
  try {
    return decoded(await readFile(resolve(terminal.cwd, filename)));
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

/** UTF-8, or UTF-16 where the first two bytes say so: Windows PowerShell writes that when output goes to a file. */
function decoded(bytes: Buffer): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  return bytes.toString("utf8");
}
