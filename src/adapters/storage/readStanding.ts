import { constants } from "node:fs";
import { MOST_FILE_BYTES } from "../../core/ports/fileTree.ts";
import type { Standing } from "../../core/ports/fileWriter.ts";
import type { FileOperations } from "./fileOperations.ts";
import { hasCode } from "./paths.ts";

/** Without waiting and without following: opening a pipe that lies there would never end. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** What stands at a place now; the last name of it is not followed where it is a link. */
export async function readStanding(place: string, fs: FileOperations, mostBytes = MOST_FILE_BYTES): Promise<Standing> {
  const stats = await fs.lstat(place).catch((error: unknown) => {
    if (hasCode(error, "ENOENT", "ENOTDIR")) return undefined;
    throw error;
  });
  if (stats === undefined) return { state: "missing" };
  if (stats.isSymbolicLink()) return other("It is a symbolic link.");
  if (stats.isDirectory()) return other("It is a folder.");
  if (!stats.isFile()) return other("It is no regular file.");
  if (stats.size > mostBytes) return other(`It is larger than ${mostBytes / 1024 / 1024} MiB.`);
  return readText(place, fs);
}

async function readText(place: string, fs: FileOperations): Promise<Standing> {
  try {
    const bytes = await fs.readFile(place, { flag: FLAGS });
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes("\0") ? other("It is no text.") : { state: "text", text };
  } catch (error) {
    if (error instanceof TypeError) return other("It is no UTF-8 text.");
    if (hasCode(error, "EACCES", "EPERM")) return other("It may not be read.");
    throw error;
  }
}

function other(why: string): Standing {
  return { state: "other", why };
}
