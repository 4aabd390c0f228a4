import { joinPath } from "../../../base/treePath.ts";
import { readWorkspace } from "../../../checks/readWorkspace.ts";
import type { Container, Workload } from "../../../checks/read/workloads.ts";
import type { Workspace } from "../../../checks/workspace.ts";
import type { Finding } from "../../../core/gates/finding.ts";
import type { FileTree } from "../../../core/ports/fileTree.ts";
import { at, isMap, listAt, textAt } from "../../../core/read/value.ts";
import { judgeVariables, type NeededVariable } from "../../../core/readiness/judgeVariables.ts";
import type { Ways } from "../../../core/readiness/ways.ts";

/** Files that show which variables there are to set. Their values are examples. */
const EXAMPLES = [".env.example", ".env.sample", ".env.template", ".env.dist", "env.example"] as const;

/** What is set in this workspace and here. */
export interface SetHere {
  readonly files: FileTree;
  /** The application's folder from the workspace folder. */
  readonly folder: string;
  /** Names of the workloads that are released; all of the workspace count where none of them is found. */
  readonly workloads: readonly string[];
  /** Names that this process, or a file of variables, gives a value. */
  readonly here: ReadonlySet<string>;
}

/** `variables-set`. Values are looked at only for whether there are any. */
export async function variablesSet({ variables }: Ways, set: SetHere): Promise<Finding> {
  if (variables.length === 0) return judgeVariables([], 0);
  const workspace = await readWorkspace(set.files);
  const settings = chosen(workspace, set.workloads).map((workload) => settingsOf(workload, workspace));
  const example = await exampleNames(set);
  const needed = variables.map(({ name, places }): NeededVariable => {
    const unset = settings.filter(({ names }) => !names.has(name));
    return {
      name,
      places,
      missingIn: unset.filter(({ open }) => !open).map(({ called }) => called),
      unknownIn: unset.filter(({ open }) => open).map(({ called }) => called),
      here: set.here.has(name),
      inExample: example?.has(name),
    };
  });
  return judgeVariables(needed, settings.length);
}

/** What runs once, such as a migration, has settings of its own. */
function chosen({ workloads }: Workspace, names: readonly string[]): readonly Workload[] {
  const lasting = workloads.filter(({ kind }) => kind !== "Job" && kind !== "CronJob");
  const named = lasting.filter(({ object }) => names.includes(object.name));
  return named.length > 0 ? named : lasting;
}

interface Settings {
  readonly called: string;
  readonly names: ReadonlySet<string>;
  /** Whether there may be others, from an object that is not in the workspace. */
  readonly open: boolean;
}

/** Of all containers of a workload: which of them is the application's, nobody says. */
function settingsOf(workload: Workload, workspace: Workspace): Settings {
  const names = new Set<string>();
  let open = false;
  for (const container of workload.containers.filter(({ role }) => role !== "init")) {
    for (const entry of listAt(container.value, "env")) {
      const name = textAt(entry, "name");
      if (name !== undefined) names.add(name);
    }
    for (const source of sourcesOf(container, workload, workspace)) {
      if (source === undefined) open = true;
      for (const name of source ?? []) names.add(name);
    }
  }
  return { called: workload.called, names, open };
}

/** The names that each object of `envFrom` gives; undefined for an object that is not in the workspace. */
function sourcesOf(
  { value }: Container,
  { object }: Workload,
  { objects }: Workspace,
): readonly (readonly string[] | undefined)[] {
  return listAt(value, "envFrom").map((entry) => {
    const kind = at(entry, "configMapRef") === undefined ? "Secret" : "ConfigMap";
    const name = textAt(entry, kind === "ConfigMap" ? "configMapRef" : "secretRef", "name");
    const found = objects.find((one) => one.kind === kind && one.name === name && one.namespace === object.namespace);
    if (found === undefined) return undefined;
    const keys = [at(found.value, "data"), at(found.value, "stringData")].flatMap((map) =>
      isMap(map) ? Object.keys(map) : [],
    );
    return keys.map((key) => `${textAt(entry, "prefix") ?? ""}${key}`);
  });
}

/** Undefined where there is no such file. */
async function exampleNames({ files, folder }: SetHere): Promise<ReadonlySet<string> | undefined> {
  const paths = EXAMPLES.flatMap((name) => [joinPath(folder, name), name]);
  for (const path of new Set(paths)) {
    const read = await files.read(path);
    if (read.state === "text") return namesIn(read.text);
  }
  return undefined;
}

/** A line that is commented out shows what may be set, too. */
function namesIn(text: string): ReadonlySet<string> {
  return new Set(
    [...text.matchAll(/^[ \t]*(?:#[ \t]*)?(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=/gmu)].map(([, name = ""]) => name),
  );
}
