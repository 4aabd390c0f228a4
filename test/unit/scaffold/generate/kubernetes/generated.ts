import { parseAllDocuments } from "yaml";
import { ownCatalogue } from "../../../../support/scaffold/catalogue.ts";
import { detectionOf, sampleSettings } from "../../../../support/scaffold/sampleFacts.ts";
import { ownTemplates } from "../../../../support/scaffold/templates.ts";
import type { Application } from "../../../../../src/scaffold/facts/application.ts";
import type { GeneratedFile } from "../../../../../src/scaffold/generate/generated.ts";
import type { GenerateInput, Generator } from "../../../../../src/scaffold/generate/generator.ts";
import type { Settings } from "../../../../../src/scaffold/generate/settings.ts";

const render = ownTemplates();
const catalogue = ownCatalogue();

export function inputFor(applications: readonly Application[], settings: Settings = sampleSettings): GenerateInput {
  return { applications, detection: detectionOf(...applications), settings, catalogue };
}

/** The files of a kind for some applications, by path. */
export function filesOf(
  generator: Generator,
  applications: readonly Application[],
  settings?: Settings,
): ReadonlyMap<string, GeneratedFile> {
  return new Map(generator(inputFor(applications, settings), render).map((file) => [file.path, file]));
}

/** An object of a manifest, looked into without types: what is not there is undefined. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Loose = any;

/** The documents of a YAML text. Throws where it is none. */
export function documentsOf(text: string): readonly Loose[] {
  return parseAllDocuments(text, { version: "1.1" }).map((document) => {
    const [problem] = [...document.errors, ...document.warnings];
    if (problem !== undefined) throw problem;
    return document.toJS();
  });
}

/** Every object below a folder, but Kustomize's own. */
export function objectsIn(files: ReadonlyMap<string, GeneratedFile>, folder: string): readonly Loose[] {
  return [...files.values()]
    .filter(({ path }) => path.startsWith(`${folder}/`) && !path.endsWith("/kustomization.yaml"))
    .flatMap(({ text }) => documentsOf(text));
}

/** The one object of a kind. Throws where there is none or several. */
export function theOne(objects: readonly Loose[], kind: string, name?: string): Loose {
  const found = objects.filter((one) => one.kind === kind && (name === undefined || one.metadata.name === name));
  if (found.length !== 1) throw new Error(`${found.length} objects of kind ${kind}`);
  return found[0];
}

/** Whether labels have everything that a selector asks for. */
export function selects(selector: Readonly<Record<string, string>>, labels: Readonly<Record<string, string>>): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}
