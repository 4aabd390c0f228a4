import { joinPath, parentOf, relativePath } from "../../../base/treePath.ts";
import { mapAt, textAt, textsAt } from "../../../core/read/value.ts";
import type { Tool } from "../../facts/application.ts";
import type { PythonFacts } from "../../facts/ecosystemFacts.ts";
import { evidence, fact } from "../shared/evidence.ts";
import type { Fact } from "../../facts/fact.ts";
import type { Folder } from "../folder.ts";
import { fromRoot } from "../shared/sources.ts";
import { readToml } from "../shared/toml.ts";
import {
  type Dependency,
  lineOfKey,
  pipfileDependencies,
  pyprojectDependencies,
  requirementsFile,
  requirementsOf,
  setupDependencies,
} from "./pythonDependencies.ts";

type Manager = PythonFacts["manager"];

/** How a Python project is held together. */
export interface PythonProject {
  /** What pyproject.toml calls it. */
  readonly name?: string;
  readonly manager: Fact<Tool<Manager>>;
  /** From the root of the tree. */
  readonly manifest?: string;
  readonly lockFile?: string;
  /** The folder that images are built from. */
  readonly root: string;
  readonly dependencies: readonly Dependency[];
  /** Commands that the package installs, by name, such as `thermostat.main:main`. */
  readonly scripts: Readonly<Record<string, unknown>>;
  /** What pyproject.toml says; undefined where there is none or it is broken. */
  readonly pyproject?: unknown;
}

/** Lock files in the order in which they count, with whose they are. */
export const LOCKS: readonly (readonly [string, Manager])[] = [
  ["uv.lock", "uv"],
  ["poetry.lock", "poetry"],
  ["pdm.lock", "pdm"],
  ["Pipfile.lock", "pipenv"],
];

/** Reads what a folder's manifests say; undefined where it has none that is Python's. */
export async function readPythonProject(folder: Folder): Promise<PythonProject | undefined> {
  const text = await folder.read("pyproject.toml");
  const pyproject = text === undefined ? undefined : readToml(text);
  const lock = await lockOf(folder);
  const chosen = managerOf(folder, pyproject, text ?? "", lock);
  if (chosen === undefined) return undefined;
  const name = textAt(pyproject, "project", "name") ?? textAt(pyproject, "tool", "poetry", "name");
  const manifest = manifestOf(folder, chosen.value.name, pyproject);
  const lockFile = lock?.[1] === chosen.value.name ? lock[0] : pipLock(folder, chosen.value.name);
  return {
    ...(name !== undefined && { name }),
    manager: await withVersion(folder, chosen, pyproject, text ?? "", lockFile),
    ...(manifest !== undefined && { manifest: fromRoot(folder, manifest) }),
    ...(lockFile !== undefined && { lockFile }),
    root: lockFile === undefined ? folder.path : parentOf(lockFile),
    dependencies: await dependenciesOf(folder, text),
    scripts: { ...mapAt(pyproject, "tool", "poetry", "scripts"), ...mapAt(pyproject, "project", "scripts") },
    ...(pyproject !== undefined && { pyproject }),
  };
}

type Lock = readonly [file: string, manager: Manager];

/** The folder's own lock file, else that of a uv workspace that it is a member of. */
async function lockOf(folder: Folder): Promise<Lock | undefined> {
  const own = LOCKS.find(([name]) => folder.has(name));
  if (own !== undefined) return [fromRoot(folder, own[0]), own[1]];
  const above = folder.nearest("uv.lock");
  if (above === undefined) return undefined;
  const root = parentOf(above.path);
  const manifest = await folder.root.read(joinPath(root, "pyproject.toml"));
  const members = textsAt(readToml(manifest ?? ""), "tool", "uv", "workspace", "members");
  const inside = relativePath(root, folder.path);
  return members.some((pattern) => matchesFolder(pattern, inside)) ? [above.path, "uv"] : undefined;
}

/** Whether a pattern of folders, whose only wildcard is `*`, is for this folder. */
function matchesFolder(pattern: string, folder: string): boolean {
  const [wanted, steps] = [pattern.replace(/^\.\//u, "").replace(/\/$/u, "").split("/"), folder.split("/")];
  return wanted.at(-1) === "**"
    ? wanted.slice(0, -1).every((step, index) => step === steps[index] || step === "*")
    : wanted.length === steps.length &&
        wanted.every((step, index) => step === "*" || matchesStep(step, steps[index] ?? ""));
}

function matchesStep(pattern: string, step: string): boolean {
  const [start = "", end] = pattern.split("*");
  return end === undefined
    ? step === start
    : step.startsWith(start) && step.endsWith(end) && step.length >= start.length + end.length;
}

function managerOf(
  folder: Folder,
  pyproject: unknown,
  text: string,
  lock: Lock | undefined,
): Fact<Tool<Manager>> | undefined {
  const at = (file: string, line: number, says: string) => evidence(fromRoot(folder, file), line, says);
  if (lock !== undefined) return fact({ name: lock[1] }, "certain", evidence(lock[0], 1, `is ${lock[1]}'s lock file`));
  if (folder.has("Pipfile")) return fact({ name: "pipenv" }, "certain", at("Pipfile", 1, "is Pipenv's manifest"));
  for (const manager of ["poetry", "pdm", "uv"] as const) {
    const line = text.split("\n").findIndex((one) => one.trim().startsWith(`[tool.${manager}`));
    const isEmpty = Object.keys(mapAt(pyproject, "tool", manager)).length === 0;
    if (line !== -1 && !isEmpty)
      return fact({ name: manager }, "certain", at("pyproject.toml", line + 1, `sets up ${manager}`));
  }
  const backend = /\b(poetry|pdm|uv_build)\b/u.exec(textAt(pyproject, "build-system", "build-backend") ?? "")?.[1];
  const requirements = requirementsFile(folder);
  if (backend !== undefined && requirements === undefined) {
    const manager = backend === "uv_build" ? "uv" : backend === "pdm" ? "pdm" : "poetry";
    return fact(
      { name: manager },
      "likely",
      at("pyproject.toml", lineOfKey(text, "build-backend"), `is built with ${manager}`),
    );
  }
  const first = requirements ?? ["setup.py", "setup.cfg"].find((file) => folder.has(file));
  if (first !== undefined) return fact({ name: "pip" }, "likely", at(first, 1, "lists what pip installs"));
  if (textAt(pyproject, "project", "name") === undefined) return undefined;
  return fact({ name: "pip" }, "guess", at("pyproject.toml", 1, "is installed by any tool, pip among them"));
}

function manifestOf(folder: Folder, manager: Manager, pyproject: unknown): string | undefined {
  if (manager === "pipenv") return folder.has("Pipfile") ? "Pipfile" : undefined;
  if (manager !== "pip") return folder.has("pyproject.toml") ? "pyproject.toml" : undefined;
  if (
    pyproject !== undefined &&
    textAt(pyproject, "project", "name") !== undefined &&
    !folder.has("requirements.txt")
  ) {
    return requirementsFile(folder) ?? "pyproject.toml";
  }
  return requirementsFile(folder) ?? ["setup.py", "setup.cfg"].find((file) => folder.has(file));
}

function pipLock(folder: Folder, manager: Manager): string | undefined {
  const own = manager === "pip" ? ["requirements.lock", "pylock.toml"].find((file) => folder.has(file)) : undefined;
  return own === undefined ? undefined : fromRoot(folder, own);
}

/** Poetry signs its lock file; uv and others may be asked for by a range. */
async function withVersion(
  folder: Folder,
  chosen: Fact<Tool<Manager>>,
  pyproject: unknown,
  text: string,
  lockFile: string | undefined,
): Promise<Fact<Tool<Manager>>> {
  const { name } = chosen.value;
  const required =
    textAt(pyproject, "tool", name, "required-version") ?? textAt(pyproject, "tool", name, "requires-poetry");
  const wanted = /\d+(?:\.\d+){0,2}/u.exec(required ?? "")?.[0];
  if (wanted !== undefined) {
    const place = evidence(
      fromRoot(folder, "pyproject.toml"),
      lineOfKey(text, name === "poetry" ? "requires-poetry" : "required-version"),
      `asks for ${name} ${wanted}`,
    );
    return { ...chosen, value: { name, version: wanted }, evidence: [...chosen.evidence, place] };
  }
  const head = lockFile === undefined ? undefined : (await folder.root.read(lockFile))?.slice(0, 300);
  const signed = /generated by Poetry (\d+\.\d+\.\d+)/u.exec(head ?? "")?.[1];
  return signed === undefined ? chosen : { ...chosen, value: { name, version: signed } };
}

async function dependenciesOf(folder: Folder, pyproject: string | undefined): Promise<readonly Dependency[]> {
  const requirements = requirementsFile(folder);
  const [listed, pipfile, ...setups] = await Promise.all([
    requirements === undefined ? [] : requirementsOf(folder, requirements),
    folder.read("Pipfile"),
    folder.read("setup.cfg"),
    folder.read("setup.py"),
  ]);
  return [
    ...(pyproject === undefined ? [] : pyprojectDependencies(pyproject, fromRoot(folder, "pyproject.toml"))),
    ...listed,
    ...(pipfile === undefined ? [] : pipfileDependencies(pipfile, fromRoot(folder, "Pipfile"))),
    ...setups.flatMap((text, index) =>
      text === undefined ? [] : setupDependencies(text, fromRoot(folder, index === 0 ? "setup.cfg" : "setup.py")),
    ),
  ];
}
