import { parentOf } from "../../../base/treePath.ts";
import type { Problem, Workspaces } from "../../facts/detection.ts";
import type { Detector, Found, Member } from "../detector.ts";
import type { Folder } from "../folder.ts";
import { withTexts } from "../shared/hits.ts";
import { slashCode } from "../shared/slashCode.ts";
import { fromRoot } from "../shared/sources.ts";
import { dotnetApplication } from "./dotnetApplication.ts";
import { dotnetSources } from "./dotnetCode.ts";
import { dotnetKind } from "./dotnetKind.ts";
import { readProject } from "./dotnetProject.ts";
import { solutionOf } from "./dotnetRoot.ts";

/** How many projects of one folder are looked at: more than one is rare. */
const MOST = 5;

/** .NET: C# and F#. */
export const dotnetDetector: Detector = {
  ecosystem: "dotnet",
  markers: ["*.csproj", "*.fsproj"],
  async detect(folder) {
    const applications: Found[] = [];
    const problems: Problem[] = [];
    let why: string | undefined;
    for (const path of projectsOf(folder)) {
      const project = await readProject(folder, path);
      if (project === undefined) {
        problems.push(unreadable(folder, path));
        continue;
      }
      const sources = withTexts(await dotnetSources(folder), slashCode);
      const kind = dotnetKind(project, sources);
      if ("why" in kind) {
        why ??= kind.why;
        continue;
      }
      const one = await dotnetApplication(folder, project, kind.role, sources);
      applications.push(one.found);
      problems.push(...one.problems);
    }
    return judged(applications, why, problems);
  },
  async workspaces(folder): Promise<Workspaces | undefined> {
    const [path] = projectsOf(folder);
    const project = path === undefined ? undefined : await readProject(folder, path);
    const solution = project === undefined ? undefined : await solutionOf(folder, project);
    return solution === undefined || solution.projects.length < 2
      ? undefined
      : { tool: "dotnet", root: parentOf(solution.file) };
  },
};

function judged(applications: readonly Found[], why: string | undefined, problems: readonly Problem[]): Member {
  if (applications.length > 0) return { is: "application", applications, problems };
  return why === undefined ? { is: "nothing", problems } : { is: "library", why, problems };
}

function projectsOf(folder: Folder): readonly string[] {
  return folder.files.filter((path) => /^[^/]+\.[cf]sproj$/u.test(path)).slice(0, MOST);
}

function unreadable({ path }: Folder, project: string): Problem {
  const file = fromRoot({ path }, project);
  const message = `${file} is no .NET project that can be read. Correct it, for nothing is known about this project without it.`;
  return { reason: "Unreadable", path, message, evidence: [{ file, line: 1, says: "is no XML of a project" }] };
}
