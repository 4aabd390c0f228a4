import type { Problem } from "../../facts/detection.ts";
import type { Folder } from "../folder.ts";
import { evidence } from "../shared/evidence.ts";
import { fromRoot } from "../shared/sources.ts";
import { LOCKS, type PythonProject } from "./pythonProject.ts";
import { packageName } from "./requirement.ts";

/** What is wrong with a project's lock file: there are two, there is none, or it does not know what is asked for. */
export async function lockProblems(folder: Folder, project: PythonProject): Promise<readonly Problem[]> {
  const { path } = folder;
  const locks = LOCKS.filter(([name]) => folder.has(name)).map(([name]) => name);
  const { name: manager } = project.manager.value;
  if (locks.length > 1) {
    const message = `${locks.join(" and ")} are both there and may name different versions; ${locks[0]} is taken. Delete the one that is no longer kept.`;
    return [
      {
        reason: "TwoLockFiles",
        path,
        message,
        evidence: locks.map((lock) => evidence(fromRoot(folder, lock), 1, "is a lock file")),
      },
    ];
  }
  if (project.lockFile === undefined) {
    if (manager === "pip") return [];
    const file = project.manifest ?? fromRoot(folder, "pyproject.toml");
    const lock = LOCKS.find(([, owner]) => owner === manager)?.[0] ?? "lock file";
    const message = `There is no ${lock}, so every build may install other versions. Run \`${manager} lock\` and commit ${lock}.`;
    return [{ reason: "LockFileMissing", path, message, evidence: [evidence(file, 1, `is ${manager}'s manifest`)] }];
  }
  return mismatches(folder, project, project.lockFile);
}

/** Only names are compared: which versions would do is for the manager itself to say. */
async function mismatches(folder: Folder, project: PythonProject, lockFile: string): Promise<readonly Problem[]> {
  const text = await folder.root.read(lockFile);
  if (text === undefined || project.manifest === undefined) return [];
  const known = lockedNames(text);
  const lost = project.dependencies.find(({ name, file }) => file === project.manifest && !known.has(name));
  if (lost === undefined || known.size === 0) return [];
  const { name: manager } = project.manager.value;
  const message = `${lockFile} does not know ${lost.name}, which ${lost.file} asks for, so an installation that keeps to it stops. Run \`${manager} lock\` and commit it.`;
  return [
    {
      reason: "LockFileDoesNotMatch",
      path: folder.path,
      message,
      evidence: [evidence(lost.file, lost.line, `asks for ${lost.name}`)],
    },
  ];
}

/** `name = "x"` of uv, Poetry and PDM; `"x": {` of Pipenv; `x==1.0` of pip. */
function lockedNames(text: string): ReadonlySet<string> {
  const names = text.split("\n").flatMap((line) => {
    const match = /^(?:name = "([^"]+)"|\s{4,8}"([^"]+)": \{|([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?==)/u.exec(line);
    const name = match?.[1] ?? match?.[2] ?? match?.[3];
    return name === undefined ? [] : [packageName(name)];
  });
  return new Set(names);
}
