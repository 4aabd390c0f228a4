import { Fault } from "../../base/result.ts";
import type { Standing } from "../../core/ports/fileWriter.ts";
import { STATE_IGNORE_PATH } from "../../core/stateFolder.ts";
import { ageWarnings } from "../../scaffold/catalogue/ageWarnings.ts";
import type { Catalogue } from "../../scaffold/catalogue/catalogue.ts";
import { detect } from "../../scaffold/detect/detect.ts";
import type { Application } from "../../scaffold/facts/application.ts";
import type { Detection } from "../../scaffold/facts/detection.ts";
import { generate } from "../../scaffold/generate/generate.ts";
import type { GeneratedFile } from "../../scaffold/generate/generated.ts";
import { NO_HOST_PORTS } from "../../scaffold/ports/hostPorts.ts";
import { readBase } from "../../scaffold/merge/mergeBase.ts";
import { mergeFile, type Present } from "../../scaffold/merge/mergeFile.ts";
import { renderer } from "../../scaffold/render/renderer.ts";
import { composeFileIn, ownComposeNotes } from "./existingCompose.ts";
import { hostPortsIn } from "./hostPorts.ts";
import type { ScaffoldParts } from "./scaffoldParts.ts";
import type { ScaffoldPlan, ScaffoldRequest, StaleFile } from "./scaffoldPlan.ts";
import { basesIn, sourceTree } from "./sourceTree.ts";
import { objectionsTo } from "./scaffoldChanges.ts";
import { portProblems } from "./scaffoldPorts.ts";
import { settingsFor } from "./settingsFor.ts";
import { withWorkspaceTemplates } from "./workspaceTemplates.ts";
import { workspaceCatalogue } from "./workspaceCatalogue.ts";

/**
 * Finds out what a workspace holds, generates its files and compares them with what is there. Writes nothing. Faults:
 * `NothingDeployable`, `UnknownApplication`, `SamePath`, `BadTemplate`, `BadCatalogue`.
 */
export async function planScaffold(
  parts: ScaffoldParts,
  request: ScaffoldRequest,
  signal?: AbortSignal,
): Promise<ScaffoldPlan> {
  const bases = await basesIn(parts.files);
  const tree = sourceTree(parts.tree, bases);
  const detection = request.detection ?? (await detect(tree, signal));
  const chosen = chosenApplications(detection, request.applications);
  const { settings, notes } = await settingsOf(parts, request, detection, signal);
  const { catalogue } = await workspaceCatalogue(await parts.catalogue(), parts.files);
  const own = await parts.templates();
  const rendering = request.ownTemplates
    ? await withWorkspaceTemplates(own, parts.files)
    : { templates: own, notes: [] };
  const applications = withKnown(detection, chosen, bases);
  const compose = request.kinds.includes("compose");
  const hostPorts = compose ? await hostPortsIn(parts.files, tree, signal) : NO_HOST_PORTS;
  const composeFile = compose ? await composeFileIn(parts.files) : undefined;
  const input = { applications, detection, settings, catalogue, hostPorts, ...(composeFile && { composeFile }) };
  const all = generate(request.kinds, input, renderer(rendering.templates));
  const generated = distinct(all, detection);
  const wanted = generated.filter((file) => isFor(file.application, chosen));
  const seen = await parts.files.look([...wanted.map(({ path }) => path), STATE_IGNORE_PATH]);
  const files = wanted.map((file) => mergeFile(file, presentOf(file, seen, bases), parts.version));
  const found = {
    detection,
    settings,
    files,
    stale: await staleFiles(parts, request, chosen, detection, bases, new Set(generated.map(({ path }) => path))),
    portProblems: compose ? await portProblems(parts, input) : [],
    notes: [
      ...notes,
      ...rendering.notes,
      ...ownComposeNotes(files, composeFile),
      ...warningsFor(wanted, catalogue, parts.today()),
    ],
    bases,
    ignore: textOf(seen.get(STATE_IGNORE_PATH)),
  };
  return { ...found, objections: await objectionsTo(parts.files, found) };
}

/** All, or those of these names; an application is told apart by its path where files name it. */
function chosenApplications(detection: Detection, names: readonly string[] | undefined): readonly Application[] {
  const { applications } = detection;
  if (applications.length === 0) {
    const why = detection.problems.find(({ reason }) => reason === "NothingDeployable")?.message;
    throw new Fault("NothingDeployable", why ?? NOTHING);
  }
  const unknown = names?.find((name) => !applications.some((one) => one.name === name));
  if (unknown !== undefined) {
    const known = applications.map(({ name }) => name).join(", ");
    throw new Fault("UnknownApplication", `There is no application "${unknown}"; there are ${known}.`);
  }
  return names === undefined ? applications : applications.filter(({ name }) => names.includes(name));
}

const NOTHING =
  "Nothing was found here that could be deployed: no manifest with a way to start it, and no site. Name another folder.";

async function settingsOf(
  parts: ScaffoldParts,
  { settings: given, imageRepository }: ScaffoldRequest,
  detection: Detection,
  signal: AbortSignal | undefined,
): ReturnType<typeof settingsFor> {
  const { settings, notes } =
    given === undefined ? await settingsFor(parts, detection, signal) : { settings: given, notes: [] };
  return { settings: imageRepository === undefined ? settings : { ...settings, imageRepository }, notes };
}

/**
 * Files for all applications are written for those chosen and for those that have been written before: choosing one
 * now must not take another out of them.
 */
function withKnown(
  { applications }: Detection,
  chosen: readonly Application[],
  bases: ReadonlyMap<string, string>,
): readonly Application[] {
  const known = new Set([...bases.values()].map((text) => readBase(text)?.application));
  const paths = new Set(chosen.map(({ path }) => path));
  return applications.filter((one) => chosen.includes(one) || (known.has(one.path) && !paths.has(one.path)));
}

/** Two applications that would write the same file: none of them is right. */
function distinct(files: readonly GeneratedFile[], { applications }: Detection): readonly GeneratedFile[] {
  const byPath = new Map<string, GeneratedFile>();
  for (const file of files) {
    const other = byPath.get(file.path);
    if (other !== undefined && other.text !== file.text) {
      const names = applications.filter(({ path }) => path === file.application || path === other.application);
      const who = names.map(({ name }) => name).join(" and ");
      const message = `${file.path} would be written twice, with different texts, for ${who}. Choose one with --application, or give each a folder of its own. Nothing was written.`;
      throw new Fault("SamePath", message, { facts: { path: file.path } });
    }
    byPath.set(file.path, file);
  }
  return [...byPath.values()];
}

function isFor(application: string | undefined, chosen: readonly Application[]): boolean {
  return application === undefined || chosen.some(({ path }) => path === application);
}

/** What is to be said about the age of what these files name; the rest of the catalogue is not their concern. */
function warningsFor(files: readonly GeneratedFile[], catalogue: Catalogue, today: string): readonly string[] {
  const text = files.map((file) => file.text).join("\n");
  const named = <T>(table: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(table).filter(([name]) => text.includes(name)));
  const { images, actions } = catalogue;
  const used = { ...catalogue, images: named(images), actions: named(actions), tools: {} };
  return ageWarnings(used, today).map(({ message }) => message);
}

function presentOf(
  { path }: GeneratedFile,
  seen: ReadonlyMap<string, Standing>,
  bases: ReadonlyMap<string, string>,
): Present {
  const standing = seen.get(path);
  const base = bases.get(path);
  if (standing === undefined || standing.state === "missing") return { file: undefined, base };
  return { file: standing.state === "text" ? { text: standing.text } : { unreadable: standing.why }, base };
}

async function staleFiles(
  { files }: ScaffoldParts,
  { kinds }: ScaffoldRequest,
  chosen: readonly Application[],
  { applications }: Detection,
  bases: ReadonlyMap<string, string>,
  generated: ReadonlySet<string>,
): Promise<readonly StaleFile[]> {
  const gone = [...bases].flatMap(([path, text]): StaleFile[] => {
    const base = readBase(text);
    if (base === undefined || generated.has(path) || !kinds.includes(base.kind)) return [];
    const theirs = isFor(base.application, chosen) || !applications.some((one) => one.path === base.application);
    return theirs ? [{ path, kind: base.kind }] : [];
  });
  const seen = await files.look(gone.map(({ path }) => path));
  return gone.filter(({ path }) => seen.get(path)?.state !== "missing");
}

function textOf(standing: Standing | undefined): string | undefined {
  return standing?.state === "text" ? standing.text : undefined;
}
