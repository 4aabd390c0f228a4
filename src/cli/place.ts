import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { Fault } from "../base/result.ts";
import type { Config } from "../core/config/config.ts";
import { parseConfig } from "../core/config/parseConfig.ts";
import type { Place } from "../engine/request/runPlan.ts";

const FILE = "tidegate.yaml";

/** How a person says where. */
export interface PlaceOptions {
  /** `tidegate.yaml`; found from the working folder upward where it is not given. */
  readonly config?: string;
  readonly application?: string;
  readonly environment?: string;
}

/** A `tidegate.yaml` and the folder it stands in, which is where its runs are kept. */
export interface Project {
  readonly folder: string;
  readonly config: Config;
}

/** Reads `tidegate.yaml`. Faults: `ConfigMissing`, `ConfigBroken` with line and column of the first error. */
export async function openProject(cwd: string, { config: named }: PlaceOptions): Promise<Project> {
  const path = named === undefined ? await findUpward(cwd) : resolve(cwd, named);
  const text = await readFile(path, "utf8").catch(() => {
    throw new Fault("ConfigMissing", `${path} cannot be read. Name an existing file, or make one with Initialize.`);
  });
  const { config, diagnostics } = parseConfig(text);
  if (config !== undefined) return { folder: dirname(path), config };
  const error = diagnostics.find((one) => one.severity === "error");
  const { line = 0, column = 0 } = error?.range.start ?? {};
  throw new Fault("ConfigBroken", `${path}:${line + 1}:${column + 1}: ${error?.message ?? "It cannot be read."}`);
}

async function findUpward(cwd: string): Promise<string> {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const path = join(folder, FILE);
    const found = await readFile(path, "utf8").then(
      () => true,
      () => false,
    );
    if (found) return path;
    if (folder === dirname(folder)) {
      throw new Fault("ConfigMissing", `There is no ${FILE} in ${cwd} or above it. Name one with --config.`);
    }
  }
}

/** All environments that the options leave, in file order. Faults: `UnknownApplication`, `UnknownEnvironment`. */
export function placesOf({ config }: Project, options: PlaceOptions): readonly Place[] {
  const names = Object.keys(config.applications);
  const { application, environment } = options;
  if (application !== undefined && !names.includes(application)) {
    throw new Fault("UnknownApplication", `There is no application "${application}"; there are ${names.join(", ")}.`);
  }
  const places = Object.entries(config.applications)
    .filter(([name]) => application === undefined || name === application)
    .flatMap(([name, { environments }]) =>
      Object.entries(environments).map(([key, value]) => ({ application: name, environment: key, config: value })),
    );
  const chosen = places.filter((place) => environment === undefined || place.environment === environment);
  if (chosen.length > 0) return chosen;
  const known = [...new Set(places.map((place) => place.environment))].join(", ");
  throw new Fault("UnknownEnvironment", `There is no environment "${environment ?? ""}"; there are ${known}.`);
}

/** The one environment that the options mean. Fault `UnknownOption` where they leave more than one. */
export function onePlace(project: Project, options: PlaceOptions): Place {
  const [first, ...others] = placesOf(project, options);
  if (first !== undefined && others.length === 0) return first;
  const names = [first, ...others].map((place) => `${place?.application}/${place?.environment}`).join(", ");
  throw new Fault("UnknownOption", `Say which one with --application and --environment: ${names}.`);
}
