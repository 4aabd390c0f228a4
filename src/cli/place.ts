import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { Fault, messageOf } from "../base/result.ts";
import type { Config } from "../core/config/config.ts";
import { parseConfig } from "../core/config/parseConfig.ts";
import type { Place } from "../engine/request/runPlan.ts";
import { workloadRef } from "../engine/request/workloadsIn.ts";

/** Name of the file that says what is shipped where. */
export const CONFIG_FILE = "tidegate.yaml";

/** How a person says which workspace. */
export interface FolderOptions {
  /** Where `tidegate.yaml` is looked for, upward; the working folder without. */
  readonly directory?: string;
}

/** Which environments; a name left out means all. */
export interface PlaceNames {
  readonly application?: string | undefined;
  readonly environment?: string | undefined;
}

/** A `tidegate.yaml` and the folder it stands in, which is where its runs are kept. */
export interface Project {
  readonly folder: string;
  readonly config: Config;
  /** The file as it is written. */
  readonly text: string;
}

/** Reads `tidegate.yaml`. Faults: `ConfigMissing`, `ConfigBroken` with line and column of the first error. */
export async function openProject(cwd: string, { directory = "." }: FolderOptions): Promise<Project> {
  const { path, text } = await findUpward(resolve(cwd, directory));
  const { config, diagnostics } = parseConfig(text);
  if (config !== undefined) return { folder: dirname(path), config, text };
  const error = diagnostics.find((one) => one.severity === "error");
  const { line = 0, column = 0 } = error?.range.start ?? {};
  throw new Fault("ConfigBroken", `${path}:${line + 1}:${column + 1}: ${error?.message ?? "It cannot be read."}`);
}

async function findUpward(start: string): Promise<{ path: string; text: string }> {
  for (let folder = start; ; folder = dirname(folder)) {
    const path = join(folder, CONFIG_FILE);
    const text = await readIfThere(path);
    if (text !== undefined) return { path, text };
    if (folder === dirname(folder)) {
      const message = `There is no ${CONFIG_FILE} in ${start} or above it. Name its folder with --directory, or write one with: tidegate init`;
      throw new Fault("ConfigMissing", message);
    }
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new Fault("ConfigMissing", `${path} cannot be read: ${messageOf(error)}.`);
  }
}

/** All environments of these names, in file order. Faults: `UnknownApplication`, `UnknownEnvironment`. */
export function placesOf({ config }: Project, { application, environment }: PlaceNames): readonly Place[] {
  const names = Object.keys(config.applications);
  if (application !== undefined && !names.includes(application)) {
    throw new Fault("UnknownApplication", `There is no application "${application}"; there are ${names.join(", ")}.`);
  }
  const places = Object.entries(config.applications)
    .filter(([name]) => application === undefined || name === application)
    .flatMap(([name, { environments }]) =>
      Object.entries(environments).map(([key, value]) => ({ application: name, environment: key, config: value })),
    );
  if (environment === undefined) return places;
  const chosen = places.filter((place) => place.environment === environment);
  if (chosen.length > 0) return chosen;
  const known = [...new Set(places.map((place) => place.environment))].join(", ");
  throw new Fault("UnknownEnvironment", `There is no environment "${environment}"; there are ${known}.`);
}

/** One environment, narrowed to `workloads` (`kind/name`) where some are named. Fault: `UnknownWorkload`. */
export function placeOf(
  project: Project,
  names: Required<PlaceNames>,
  workloads: readonly string[] | undefined,
): Place {
  const [place] = placesOf(project, names);
  if (place === undefined) throw new Fault("UnknownEnvironment", `There is no environment "${names.environment}".`);
  if (workloads === undefined) return place;
  const known = place.config.workloads;
  const strange = workloads.find((one) => workloadRef(one) === undefined || known?.includes(one) === false);
  if (strange === undefined) return { ...place, config: { ...place.config, workloads: [...workloads] } };
  const ask = known === undefined ? "Write kind/name, such as deployment/web" : `There are ${known.join(", ")}`;
  throw new Fault("UnknownWorkload", `"${strange}" is no workload of ${place.environment} to deploy to. ${ask}.`);
}
