import { readdir, readFile } from "node:fs/promises";
import { basename, join, resolve, sep } from "node:path";
import { fileTreeAt } from "./adapters/git/fileTree.ts";
import { fileInGit } from "./adapters/git/fileInGit.ts";
import { gitOriginOf } from "./adapters/git/origin.ts";
import { runCommand } from "./adapters/process/command.ts";
import { systemListeningPorts } from "./adapters/process/listeningPorts.ts";
import { systemProcessTable } from "./adapters/process/processTable.ts";
import { nonce } from "./adapters/process/random.ts";
import { systemClock } from "./adapters/process/systemClock.ts";
import { actionCommitCommand, actionSource } from "./adapters/registry/actionTags.ts";
import { imageRegistry } from "./adapters/registry/imageRegistry.ts";
import { fileWriterAt } from "./adapters/storage/writeFiles.ts";
import { timestamp } from "./base/clock.ts";
import { ruleOf as knownRule } from "./core/rules/allRules.ts";
import type { FileRule } from "./core/rules/rule.ts";
import type { Outside } from "./engine/scaffold/refreshCatalogue.ts";
import { type Scaffolding, scaffoldingWith } from "./engine/scaffold/scaffolding.ts";
import type { Catalogue } from "./scaffold/catalogue/catalogue.ts";
import { readCatalogue } from "./scaffold/catalogue/readCatalogue.ts";
import manifest from "../package.json" with { type: "json" };

/**
 * Finding, generating and merging files: loaded when a person scaffolds. Templates and the catalogue lie beside the
 * bundles.
 */
const MEDIA = join(__dirname, "..", "media");
const TEMPLATES = join(MEDIA, "templates");
const CATALOGUE = "catalogue.json";

/** For one question to a registry with all that it leads to. */
const REGISTRY_TIMEOUT_MS = 30_000;

/** Scaffolding in a folder. Nothing is read before it is asked for something. */
export function openScaffolding(folder: string): Scaffolding {
  return scaffoldingWith({
    folderName: basename(resolve(folder)),
    tree: fileTreeAt(folder, runCommand),
    files: fileWriterAt(folder, { processes: systemProcessTable(), nonce }),
    origin: gitOriginOf(folder, runCommand),
    inGit: fileInGit(folder, runCommand),
    listening: systemListeningPorts(),
    templates: ownTemplates,
    catalogue: ownCatalogue,
    today: () => timestamp(systemClock.now()).slice(0, 10),
    version: manifest.version,
    outside,
  });
}

/** The rule that a generated block stands there for; undefined where there is none of this id any more. */
export function ruleOf(id: string): FileRule | undefined {
  return knownRule(id);
}

async function ownTemplates(): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(TEMPLATES, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = paths.toSorted().map(async (path): Promise<[string, string]> => {
    return [path.slice(TEMPLATES.length + 1).replaceAll(sep, "/"), await readFile(path, "utf8")];
  });
  return new Map(await Promise.all(texts));
}

async function ownCatalogue(): Promise<Catalogue> {
  return readCatalogue(await readFile(join(MEDIA, CATALOGUE), "utf8"), CATALOGUE);
}

function outside(mirrors: Readonly<Record<string, string>>): Outside {
  const registry = imageRegistry({ clock: systemClock, timeoutMs: REGISTRY_TIMEOUT_MS, proxies: process.env }, mirrors);
  return {
    image: (tag, known, signal) => registry.digest(tag, known, signal),
    action: async (name, version, signal) => ({
      commit: await runCommand(actionCommitCommand(name, version), signal),
      source: actionSource(name),
    }),
  };
}
