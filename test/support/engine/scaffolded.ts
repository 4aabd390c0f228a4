import { cp, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { fileTreeAt } from "../../../src/adapters/git/fileTree.ts";
import { runCommand } from "../../../src/adapters/process/command.ts";
import type { Catalogue } from "../../../src/scaffold/catalogue/catalogue.ts";
import { detect } from "../../../src/scaffold/detect/detect.ts";
import type { Application } from "../../../src/scaffold/facts/application.ts";
import { defaultSettings } from "../../../src/scaffold/generate/defaultSettings.ts";
import { generate } from "../../../src/scaffold/generate/generate.ts";
import type { GeneratedFile } from "../../../src/scaffold/generate/generated.ts";
import type { Kind } from "../../../src/scaffold/generate/kind.ts";
import type { Settings } from "../../../src/scaffold/generate/settings.ts";
import { ownCatalogue } from "../scaffold/catalogue.ts";
import { ownTemplates } from "../scaffold/templates.ts";
import { imagesNamed, refreshedHere } from "./catalogueHere.ts";
import type { Engine } from "./engine.ts";

const WORKSPACES = fileURLToPath(new URL("../../fixtures/workspaces", import.meta.url));

/** A sample application in a folder of its own, with what was generated for it. */
export interface Scaffolded {
  readonly folder: string;
  readonly applications: readonly Application[];
  readonly files: readonly GeneratedFile[];
  readonly settings: Settings;
}

/**
 * Detects and generates as a person would, in a folder of this name below `parent`, with a catalogue that was refreshed
 * against the engine's own registry.
 */
export async function scaffolded(
  engine: Engine,
  name: string,
  kinds: readonly Kind[],
  parent: string,
): Promise<Scaffolded> {
  const folder = await copied(name, parent);
  const tree = fileTreeAt(folder, runCommand);
  const detection = await detect(tree);
  const settings = defaultSettings(detection, { folderName: name });
  const { applications } = detection;
  const render = ownTemplates();
  const withCatalogue = (catalogue: Catalogue, wanted: readonly Kind[]): readonly GeneratedFile[] =>
    generate(wanted, { applications, detection, settings, catalogue }, render);
  const own = ownCatalogue();
  const dockerfiles = withCatalogue(own, ["dockerfile"]).map(({ text }) => text);
  const here = await refreshedHere(engine, own, imagesNamed(own, dockerfiles));
  const files = withCatalogue(here, kinds);
  for (const file of files) await writeGenerated(folder, file);
  return { folder, applications, files, settings };
}

/** The sample as git has it: what was built in it beside the test is left behind. */
async function copied(name: string, parent: string): Promise<string> {
  const source = path.join(WORKSPACES, name);
  const folder = path.join(parent, name);
  const { paths } = await fileTreeAt(source, runCommand).paths();
  for (const file of paths) await cp(path.join(source, file), path.join(folder, file), { recursive: true });
  return folder;
}

async function writeGenerated(folder: string, { path: place, text }: GeneratedFile): Promise<void> {
  const target = path.join(folder, place);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, text);
}
