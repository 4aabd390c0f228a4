import { joinPath, parentOf } from "../../../base/treePath.ts";
import type { CommandLine } from "../../facts/application.ts";
import type { NodeFacts } from "../../facts/ecosystemFacts.ts";
import type { Fact } from "../../facts/fact.ts";
import type { Member } from "../detector.ts";
import type { Folder } from "../folder.ts";
import { evidence, fact } from "../shared/evidence.ts";
import { FRAMEWORKS, type Framework, frameworkOf } from "./frameworks.ts";
import { installOf } from "./manager.ts";
import { buildApplication } from "./nodeApplication.ts";
import { nodeCode } from "./nodeCode.ts";
import { nxImports } from "./nxLibraries.ts";
import { angularOutput, type NxProject, nxProjectAt } from "./nxProject.ts";
import type { PackageJson } from "./packageJson.ts";
import { type Packages, packagesOf } from "./packages.ts";
import type { PackageSubject } from "./packageSubject.ts";

/** A project that only its `project.json` tells of: its packages are those of the workspace's package.json. */
export async function nxMember(folder: Folder): Promise<Member> {
  const packages = await packagesOf(folder);
  const root = rootAbove(folder, packages);
  const project = root === undefined ? undefined : await nxProjectAt(folder);
  if (root === undefined || project === undefined) return { is: "nothing", problems: [] };
  if (project.kind === "tests") return { is: "library", why: "it holds end-to-end tests", problems: [] };
  if (project.kind === "library") return { is: "library", why: "it is a library of the Nx workspace", problems: [] };
  const subject = await subjectOf(folder, root, packages);
  const member = await applicationOf(subject, project);
  return { ...member, problems: [...subject.install.problems, ...member.problems] };
}

/** Whether a package leaves its build to Nx: it has no scripts for it, and a workspace of Nx is around it. */
export function isBuiltByNx({ path, scripts }: PackageJson, { root }: Folder): boolean {
  if (scripts["build"] !== undefined || scripts["start"] !== undefined || path === ".") return false;
  for (let at = parentOf(path); ; at = parentOf(at)) {
    if (root.has(joinPath(at, "nx.json"))) return true;
    if (at === ".") return false;
  }
}

/** The package.json of the Nx workspace that a folder lies in: the nearest that stands beside an `nx.json`. */
function rootAbove({ path, root }: Folder, packages: Packages): PackageJson | undefined {
  for (let at = path; ; at = parentOf(at)) {
    const manifest = packages.at.get(at);
    if (manifest !== undefined && root.has(joinPath(at, "nx.json"))) return manifest;
    if (at === ".") return undefined;
  }
}

/** The project as if it were a package: of what the workspace depends on, what its code imports. */
async function subjectOf(folder: Folder, root: PackageJson, packages: Packages): Promise<PackageSubject> {
  const imports = await nxImports(folder, folder.memberAt(root.path));
  const imported = (all: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(all).filter(([name]) => imports.packages.has(name)));
  const { name: _name, main: _main, ...rest } = root;
  const own = packages.at.get(folder.path)?.dependencies ?? {};
  const dependencies = { ...imported(root.dependencies), ...own };
  const manifest: PackageJson = { ...rest, path: folder.path, scripts: {}, dependencies };
  const group = packages.groupOf(root.path) ?? { root: root.path, members: [], pnpm: false };
  const install = await installOf(folder, root, group, packages);
  return { folder, manifest, packages, group, install, local: imports.projects };
}

async function applicationOf(
  subject: PackageSubject,
  project: NxProject,
): Promise<Extract<Member, { readonly is: "application" }>> {
  const made = project.kind === "node" ? await program(subject, project) : await frontEnd(subject, project);
  const at = evidence(project.file, project.line, `is the project ${project.name} of an Nx workspace`);
  const buildCommand: Fact<string> = fact(`${RUNS[subject.install.manager]} nx build ${project.name}`, "likely", at);
  return { ...made, applications: made.applications.map((one) => ({ ...one, buildCommand })) };
}

/** How a manager runs the program of a dependency. */
const RUNS: Readonly<Record<NodeFacts["manager"], string>> = {
  npm: "npx",
  pnpm: "pnpm exec",
  yarn: "yarn",
  bun: "bunx",
};

async function program(subject: PackageSubject, project: NxProject) {
  const { manifest, folder } = subject;
  const code = await nodeCode(subject, project.main);
  const api = frameworkOf(manifest, folder, ["api"]);
  const { listening } = code;
  const at = evidence(project.file, project.line, "is an application of an Nx workspace");
  const role = listening.listens
    ? fact("server" as const, "likely", listening.at ?? at)
    : fact("worker" as const, "guess", { ...at, says: "is an application that listens on nothing" });
  return buildApplication(subject, {
    role,
    ...(listening.listens && { framework: api }),
    start: fact(["node", project.built ?? `${project.output}/main.js`], "likely", at),
    entry: project.main,
    output: fact(project.output, "likely", at),
    code,
    needsModules: true,
  });
}

async function frontEnd(subject: PackageSubject, project: NxProject) {
  const name = project.kind === "site" ? project.builder : project.kind;
  const framework: Framework | undefined = FRAMEWORKS.find((one) => one.name === name);
  const at = evidence(project.file, project.line, `is built by ${name ?? "Nx"}`);
  const code = await nodeCode(subject, undefined);
  const text = (await subject.folder.read("project.json")) ?? "";
  if (project.kind === "next") return nextServer(subject, project, framework);
  const output = project.kind === "angular" ? angularOutput(project.output, text) : project.output;
  return buildApplication(subject, {
    role: fact("site", "likely", at),
    framework,
    output: fact(output, "likely", at),
    code,
    needsModules: false,
  });
}

/** Next's own build goes into the project's folder, that of Nx's executor into one below `dist`. */
async function nextServer(subject: PackageSubject, project: NxProject, framework: Framework | undefined) {
  const text = (await subject.folder.read("project.json")) ?? "";
  const elsewhere = text.includes("next:build");
  const at = evidence(project.file, project.line, "is an application of Next in an Nx workspace");
  const start: CommandLine = ["next", "start", ...(elsewhere ? [project.output] : [])];
  const output = elsewhere ? `${project.output}/.next` : ".next";
  return buildApplication(subject, {
    role: fact("server", "likely", at),
    framework,
    start: fact(start, "likely", at),
    output: fact(output, "likely", at),
    code: await nodeCode(subject, undefined),
    needsModules: true,
    standalone: false,
    writes: [fact(`${output}/cache`, "guess", { ...at, says: "is where next keeps its cache" })],
  });
}
