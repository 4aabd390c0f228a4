import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileTreeAt } from "./adapters/git/fileTree.ts";
import { placeCommand } from "./adapters/git/origin.ts";
import { runCommand } from "./adapters/process/command.ts";
import { systemProcessTable } from "./adapters/process/processTable.ts";
import { nonce } from "./adapters/process/random.ts";
import { fileWriterAt } from "./adapters/storage/writeFiles.ts";
import { ruleOf as knownRule } from "./core/rules/allRules.ts";
import type { FileRule } from "./core/rules/rule.ts";
import { type Checking, checkingWith } from "./engine/findings/checking.ts";
import { workspaceCatalogue } from "./engine/scaffold/workspaceCatalogue.ts";
import type { Catalogue } from "./scaffold/catalogue/catalogue.ts";
import { readCatalogue } from "./scaffold/catalogue/readCatalogue.ts";

/** Finding what speaks against the files of a deployment: loaded when such a file is open, or asked about. */

const CATALOGUE = join(__dirname, "..", "media", "catalogue.json");

let ownCatalogue: Promise<Catalogue> | undefined;

/** The rule of an id, for what is shown of a finding; undefined where it is another tool's. */
export function ruleOf(id: string): FileRule | undefined {
  return knownRule(id);
}

/** Checking in a folder. Nothing is read before it is asked for something. */
export function openChecking(folder: string): Checking {
  return checkingWith({
    folder,
    tree: fileTreeAt(folder, runCommand),
    run: runCommand,
    // Git that is missing or refuses keeps nothing from being found.
    below: async () => (await runCommand(placeCommand(folder)).catch(() => undefined)) ?? "",
    catalogue: async () => {
      const files = fileWriterAt(folder, { processes: systemProcessTable(), nonce });
      ownCatalogue ??= readOwnCatalogue();
      return (await workspaceCatalogue(await ownCatalogue, files)).catalogue;
    },
  });
}

async function readOwnCatalogue(): Promise<Catalogue> {
  return readCatalogue(await readFile(CATALOGUE, "utf8"), "catalogue.json");
}
