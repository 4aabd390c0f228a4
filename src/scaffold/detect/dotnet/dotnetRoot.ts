import { commonFolder, depthOf, isAtOrBelow, parentOf, resolved } from "../../../base/treePath.ts";
import type { Folder } from "../folder.ts";
import type { DotnetProject } from "./dotnetProject.ts";

/** A solution that holds a project. */
export interface Solution {
  /** From the root of the tree. */
  readonly file: string;
  readonly projects: readonly string[];
}

/** Files above a project that its build reads. */
const SHARED = [
  "Directory.Packages.props",
  "Directory.Build.props",
  "Directory.Build.targets",
  "global.json",
  "nuget.config",
  "NuGet.config",
  "NuGet.Config",
];
/** How many solutions are looked into. */
const MOST = 20;

/** The solution at or above a project's folder that holds it, the nearest; undefined where none does. */
export async function solutionOf(folder: Folder, project: DotnetProject): Promise<Solution | undefined> {
  const candidates = [...folder.files.map((path) => resolved(folder.path, path) ?? path), ...folder.root.files]
    .filter((path) => /\.slnx?$/u.test(path) && isAtOrBelow(folder.path, parentOf(path)))
    .toSorted((a, b) => depthOf(b) - depthOf(a))
    .slice(0, MOST);
  for (const file of new Set(candidates)) {
    const text = await folder.root.read(file);
    const projects = text === undefined ? [] : projectsIn(text).flatMap((one) => resolved(parentOf(file), one) ?? []);
    if (projects.includes(project.file)) return { file, projects };
  }
  return undefined;
}

/** Paths of projects in a solution's text, old form or XML. */
function projectsIn(text: string): readonly string[] {
  return [...text.matchAll(/"([^"\n]{1,300}\.(?:cs|fs|vb)proj)"/gu)].map(([, path = ""]) => path.replaceAll("\\", "/"));
}

/** The folder that the project is built from: the highest one that its build reads something of. */
export function rootOf(folder: Folder, project: DotnetProject, solution: Solution | undefined): string {
  const files = SHARED.flatMap((name) => folder.nearest(name)?.path ?? []);
  const references = project.references.flatMap((path) => resolved(folder.path, path) ?? []);
  const folders = [...files, ...references, ...(solution === undefined ? [] : [solution.file])].map(parentOf);
  return folders.reduce(commonFolder, folder.path);
}
