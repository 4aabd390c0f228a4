import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileTreeAt } from "./adapters/git/fileTree.ts";
import { runCommand } from "./adapters/process/command.ts";
import { systemProcessTable } from "./adapters/process/processTable.ts";
import { nonce } from "./adapters/process/random.ts";
import { fileWriterAt } from "./adapters/storage/writeFiles.ts";
import { type Checking, checkingWith } from "./engine/findings/checking.ts";
import { workspaceCatalogue } from "./engine/scaffold/workspaceCatalogue.ts";
import { readCatalogue } from "./scaffold/catalogue/readCatalogue.ts";

/** Finding what speaks against the files of a deployment: loaded when such a file is open, or asked about. */

const CATALOGUE = join(__dirname, "..", "media", "catalogue.json");

/** Checking in a folder. Nothing is read before it is asked for something. */
export function openChecking(folder: string): Checking {
  return checkingWith({
    folder,
    tree: fileTreeAt(folder, runCommand),
    run: runCommand,
    catalogue: async () => {
      const own = readCatalogue(await readFile(CATALOGUE, "utf8"), "catalogue.json");
      const files = fileWriterAt(folder, { processes: systemProcessTable(), nonce });
      return (await workspaceCatalogue(own, files)).catalogue;
    },
  });
}
