import { at } from "../../../core/read/value.ts";
import type { Port } from "../../facts/application.ts";
import type { Fact } from "../../facts/fact.ts";
import type { Folder } from "../folder.ts";
import { evidence, fact, lineOf } from "../shared/evidence.ts";
import { isPort } from "../shared/ports.ts";
import { fromRoot, type Source } from "../shared/sources.ts";
import { readToml } from "../shared/toml.ts";
import type { VariableReading } from "../shared/variables.ts";
import { type LocalPackage, localPackages } from "./localPackages.ts";
import { portOfSettings } from "./portSettings.ts";
import { type Listening, pythonListening, USUAL_PORT } from "./pythonListen.ts";
import { importedNames, type Module, moduleOf, pythonSources } from "./pythonModules.ts";
import type { PythonProject } from "./pythonProject.ts";
import { pythonVariables } from "./pythonVariables.ts";
import { settingsVariables } from "./settingsClasses.ts";

/** Everything that a folder's applications are told from. */
export interface PythonContext {
  readonly folder: Folder;
  readonly project: PythonProject;
  readonly sources: readonly Source[];
  readonly imported: ReadonlySet<string>;
  readonly variables: readonly VariableReading[];
  readonly listening: Listening;
  readonly moduleOf: (path: string) => Module;
  /** Packages of the tree that it is made with. */
  readonly local: readonly LocalPackage[];
  /** Where Streamlit's settings say that it listens. */
  readonly streamlitPort?: Fact<Port>;
  /** The port that settings of a server or a command of the project name. */
  readonly settingsPort?: Fact<Port>;
}

export async function pythonContext(folder: Folder, project: PythonProject): Promise<PythonContext> {
  const sources = await pythonSources(folder);
  const imported = importedNames(sources);
  const variables = [...pythonVariables(sources), ...settingsVariables(sources)];
  const streamlitPort = await portOfStreamlit(folder);
  const settingsPort = await portOfSettings(folder, USUAL_PORT);
  return {
    folder,
    project,
    sources,
    imported,
    variables,
    listening: pythonListening(sources, variables),
    moduleOf: (path) => moduleOf(path, folder.files, imported),
    local: await localPackages(folder, project),
    ...(streamlitPort !== undefined && { streamlitPort }),
    ...(settingsPort !== undefined && { settingsPort }),
  };
}

async function portOfStreamlit(folder: Folder): Promise<Fact<Port> | undefined> {
  const path = ".streamlit/config.toml";
  const text = folder.has(path) ? await folder.read(path) : undefined;
  const number = at(readToml(text ?? ""), "server", "port");
  if (text === undefined || typeof number !== "number" || !isPort(number)) return undefined;
  const line = lineOf(text, /^[ \t]*port[ \t]*=/mu);
  return fact({ number }, "certain", evidence(fromRoot(folder, path), line, `listens on ${number}`));
}
