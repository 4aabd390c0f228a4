import type { Folder } from "../folder.ts";
import type { Source } from "../shared/sources.ts";
import type { VariableReading } from "../shared/variables.ts";
import { type Listening, pythonListening } from "./pythonListen.ts";
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
}

export async function pythonContext(folder: Folder, project: PythonProject): Promise<PythonContext> {
  const sources = await pythonSources(folder);
  const imported = importedNames(sources);
  const variables = [...pythonVariables(sources), ...settingsVariables(sources)];
  return {
    folder,
    project,
    sources,
    imported,
    variables,
    listening: pythonListening(sources, variables),
    moduleOf: (path) => moduleOf(path, folder.files, imported),
  };
}
