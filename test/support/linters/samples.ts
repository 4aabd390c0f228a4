import { readdirSync } from "node:fs";
import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { fileTreeAt } from "../../../src/adapters/git/fileTree.ts";
import { runCommand } from "../../../src/adapters/process/command.ts";
import { catalogueSchema } from "../../../src/scaffold/catalogue/catalogue.ts";
import { detect } from "../../../src/scaffold/detect/detect.ts";
import type { Detection } from "../../../src/scaffold/facts/detection.ts";
import { generate } from "../../../src/scaffold/generate/generate.ts";
import type { GeneratedFile } from "../../../src/scaffold/generate/generated.ts";
import { type Kind, KINDS } from "../../../src/scaffold/generate/kind.ts";
import { sampleSettings } from "../scaffold/sampleFacts.ts";
import { ownTemplates } from "../scaffold/templates.ts";

const WORKSPACES = fileURLToPath(new URL("../../fixtures/workspaces", import.meta.url));
const CATALOGUE = fileURLToPath(new URL("../../../media/catalogue.json", import.meta.url));

/** Workspaces that are about something else. */
const OTHERS = new Set(["good", "bad"]);

/** A sample application with everything that is generated for it, written down. */
export interface Sample {
  readonly name: string;
  /** Where its generated files lie. */
  readonly folder: string;
  readonly detection: Detection;
  readonly files: readonly GeneratedFile[];
}

/** The names of all sample applications, in order. */
export function sampleNames(): readonly string[] {
  return readdirSync(WORKSPACES)
    .filter((name) => !OTHERS.has(name))
    .toSorted();
}

/** Generates every kind of file for every sample application, into one folder with a folder for each. */
export async function writeSamples(): Promise<{ root: string; samples: readonly Sample[] }> {
  const root = await mkdtemp(path.join(tmpdir(), "tidegate-samples-"));
  const samples: Sample[] = [];
  for (const name of sampleNames()) samples.push(await writeSample(root, name));
  return { root, samples };
}

async function writeSample(root: string, name: string): Promise<Sample> {
  const { detection, files } = await generatedFor(path.join(WORKSPACES, name), name);
  const folder = path.join(root, name);
  for (const file of files) {
    const target = path.join(folder, file.path);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, file.text);
  }
  return { name, folder, detection, files };
}

/** What is generated for a folder, with the sample settings and the catalogue that the extension brings. */
export async function generatedFor(
  folder: string,
  project: string,
  kinds: readonly Kind[] = KINDS,
): Promise<{ detection: Detection; files: readonly GeneratedFile[] }> {
  const detection = await detect(fileTreeAt(folder, runCommand));
  const catalogue = catalogueSchema.parse(JSON.parse(await readFile(CATALOGUE, "utf8")));
  const environments = sampleSettings.environments.map((one) => ({ ...one, namespace: `${project}-${one.name}` }));
  const settings = { ...sampleSettings, project, imageRepository: `ghcr.io/acme/${project}`, environments };
  const input = { applications: detection.applications, detection, settings, catalogue };
  return { detection, files: generate(kinds, input, ownTemplates()) };
}
