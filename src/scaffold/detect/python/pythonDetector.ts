import { parentOf, wayUp } from "../../../base/treePath.ts";
import { textsAt } from "../../../core/read/value.ts";
import type { Problem } from "../../facts/detection.ts";
import type { Detector, Member } from "../detector.ts";
import type { Folder } from "../folder.ts";
import { evidence, fact } from "../shared/evidence.ts";
import { fromRoot } from "../shared/sources.ts";
import { readToml } from "../shared/toml.ts";
import { lockProblems } from "./lockProblems.ts";
import { pythonApplications } from "./pythonApplications.ts";
import { pythonContext } from "./pythonContext.ts";
import { type PythonProject, readPythonProject } from "./pythonProject.ts";

const MANIFESTS = ["pyproject.toml", "requirements.txt", "requirements.in", "Pipfile", "setup.py", "setup.cfg"];

/** Python's applications: web frameworks behind their servers, workers of queues, scripts that go on. */
export const pythonDetector: Detector = {
  ecosystem: "python",
  markers: [...MANIFESTS, "manage.py"],
  async detect(folder) {
    const text = await folder.read("pyproject.toml");
    const problems = text !== undefined && readToml(text) === undefined ? [broken(folder)] : [];
    const project = (await readPythonProject(folder)) ?? (await projectAbove(folder));
    const member: Member = project === undefined ? { is: "nothing", problems: [] } : await memberOf(folder, project);
    return { ...member, problems: [...member.problems, ...problems] };
  },
  async workspaces(folder) {
    const text = folder.has("pyproject.toml") ? await folder.read("pyproject.toml") : undefined;
    const members = textsAt(readToml(text ?? ""), "tool", "uv", "workspace", "members");
    return members.length === 0 ? undefined : { tool: "uv", root: folder.path };
  },
};

/** Scripts without any manifest. */
export const pythonScriptDetector: Detector = {
  ecosystem: "python",
  markers: ["main.py", "app.py", "server.py", "worker.py"],
  fallback: true,
  detect: (folder) => {
    const marker = ["main.py", "app.py", "server.py", "worker.py"].find((file) => folder.has(file)) ?? "main.py";
    const manager = fact(
      { name: "pip" } as const,
      "guess",
      evidence(fromRoot(folder, marker), 1, "is a script without a manifest"),
    );
    return memberOf(folder, { manager, root: folder.path, dependencies: [], scripts: {} });
  },
};

/** manage.py may stand below the folder with the manifest. */
async function projectAbove(folder: Folder): Promise<PythonProject | undefined> {
  const near = folder.has("manage.py") ? folder.nearest(...MANIFESTS) : undefined;
  if (near === undefined || folder.path === ".") return undefined;
  const path = parentOf(near.path);
  const up = `${wayUp(folder.path, path)}/`;
  const above: Folder = {
    ...folder,
    path,
    root: folder.root,
    has: (inside) => folder.has(up + inside),
    read: (inside) => folder.read(up + inside),
  };
  const project = await readPythonProject(above);
  return project && { ...project, root: path };
}

async function memberOf(folder: Folder, project: PythonProject): Promise<Member> {
  const context = await pythonContext(folder, project);
  const { applications, problems } = await pythonApplications(context);
  if (applications.length > 0) {
    const locks =
      parentOf(project.manifest ?? "") === folder.path || project.lockFile !== undefined
        ? await lockProblems(folder, project)
        : [];
    return { is: "application", applications, problems: [...problems, ...locks] };
  }
  if (context.sources.length === 0) return { is: "nothing", problems: [] };
  return { is: "library", why: "nothing in it is served, and no script goes on until it is stopped", problems: [] };
}

function broken(folder: Folder): Problem {
  const file = fromRoot(folder, "pyproject.toml");
  const message = "pyproject.toml is not valid TOML, so what it asks for is not known. Correct it.";
  return { reason: "Unreadable", path: folder.path, message, evidence: [evidence(file, 1, "is not valid TOML")] };
}
