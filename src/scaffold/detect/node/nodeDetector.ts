import { joinPath, lastStep } from "../../../base/treePath.ts";
import type { Problem } from "../../facts/detection.ts";
import type { Detector, Member } from "../detector.ts";
import type { Folder } from "../folder.ts";
import { readJson } from "../shared/json.ts";
import { mapAt } from "../../../core/read/value.ts";
import { type Framework, frameworkOf, runsElsewhere, runsOnMachines } from "./frameworks.ts";
import { installOf } from "./manager.ts";
import { isBuiltByNx, nxMember } from "./nxApplication.ts";
import { isNxProject } from "./nxProject.ts";
import { fullApplication, serverOrWorker, siteApplication } from "./nodeApplication.ts";
import type { PackageJson } from "./packageJson.ts";
import type { PackageSubject } from "./packageSubject.ts";
import { packagesOf } from "./packages.ts";
import { procfileWorker } from "./procfileWorker.ts";
import { isViteLibrary } from "./siteOutput.ts";
import { startOf, usualStart } from "./startCommand.ts";
import { workspaceTool } from "./workspaceTool.ts";

/** Applications whose package.json says how they are built and started, for Node or Bun. */
export const nodeDetector: Detector = {
  ecosystem: "node",
  markers: ["package.json", "project.json"],
  isMember,
  detect: detectNode,
  workspaces: workspaceTool,
};

/** A package.json that only says of which kind its folder's modules are makes no member. A broken one is told of. */
function isMember(text: string, path: string): boolean {
  if (lastStep(path) === "project.json") return isNxProject(text);
  const json = readJson(text);
  return (
    json === undefined ||
    Object.keys(mapAt(json.value)).some(
      (key) => !["type", "sideEffects", "main", "module", "types", "private", "$schema"].includes(key),
    )
  );
}

async function detectNode(folder: Folder): Promise<Member> {
  const packages = await packagesOf(folder);
  const manifest = packages.at.get(folder.path);
  if (manifest === undefined)
    return folder.has("package.json") ? { is: "nothing", problems: [unreadable(folder.path)] } : nxMember(folder);
  const group = packages.groupOf(folder.path);
  const install = await installOf(folder, manifest, group, packages);
  const subject: PackageSubject = {
    folder,
    manifest,
    packages,
    group,
    install,
    local: packages.localDependencies(folder.path),
  };
  if (isBuiltByNx(manifest, folder)) {
    const project = await nxMember(folder);
    if (project.is === "application") return project;
  }
  const application = await applicationOf(subject);
  if (application !== undefined) {
    const [server] = application.applications;
    const worker = server?.role.value === "server" ? await procfileWorker(subject, server) : undefined;
    return {
      ...application,
      applications: [...application.applications, ...(worker === undefined ? [] : [worker])],
      problems: [...install.problems, ...application.problems],
    };
  }
  if (folder.has("project.json")) return nxMember(folder);
  if ((group?.root === folder.path && group.members.length > 0) || folder.has("nx.json"))
    return { is: "nothing", problems: install.problems.filter(({ reason }) => reason === "TwoLockFiles") };
  return { is: "library", why: await whyLibrary(subject), problems: [] };
}

type Deployable = Extract<Member, { readonly is: "application" }>;

/** Undefined for what is not deployed. */
async function applicationOf(subject: PackageSubject): Promise<Deployable | undefined> {
  const { manifest, folder } = subject;
  if (runsOnMachines(manifest) !== undefined || isEditorExtension(manifest)) return undefined;
  const start = await startOf(subject);
  const full = frameworkOf(manifest, folder, ["full"]);
  if (full !== undefined) return fullApplication(subject, full, start);
  const api = frameworkOf(manifest, folder, ["api"]);
  const site = frameworkOf(manifest, folder, ["site"]);
  const served = await serverOrWorker(subject, {
    api,
    start: start ?? (await usualStart(subject, api !== undefined)),
    written: start !== undefined,
    site: site !== undefined,
  });
  if (served !== undefined) return served;
  return site !== undefined && (await isSite(subject, site)) ? siteApplication(subject, site) : undefined;
}

function isEditorExtension({ value }: PackageJson): boolean {
  return Object.hasOwn(mapAt(value, "engines"), "vscode");
}

/** Whether a builder makes pages: others use it for libraries and for the files that a back end serves. */
async function isSite({ folder, manifest }: PackageSubject, { name }: Framework): Promise<boolean> {
  if (name === "vite")
    return (
      !(await isViteLibrary(folder)) &&
      folder.files.some((path) => /^(?:src\/|app\/|client\/)?index\.html$/u.test(path))
    );
  if (name === "webpack" || name === "parcel")
    return folder.files.some((path) => /^(?:src\/|public\/|app\/|static\/)?index\.(?:html|ejs)$/u.test(path));
  return !Object.hasOwn(mapAt(manifest.value), "exports");
}

async function whyLibrary({ manifest, folder }: PackageSubject): Promise<string> {
  const machine =
    runsOnMachines(manifest) ?? (isEditorExtension(manifest) ? "it is an extension of an editor" : undefined);
  if (machine !== undefined) return machine;
  const value = mapAt(manifest.value);
  if (Object.hasOwn(value, "bin")) return "it is a command line tool";
  const elsewhere = runsElsewhere(manifest);
  if (elsewhere !== undefined) return elsewhere;
  const isImported =
    ["main", "module", "exports", "types"].some((key) => Object.hasOwn(value, key)) || (await isViteLibrary(folder));
  return isImported
    ? "others import it, and nothing in it says how it is started"
    : "nothing in its package.json says how it is started";
}

function unreadable(path: string): Problem {
  const file = joinPath(path, "package.json");
  return {
    reason: "Unreadable",
    path,
    message: `${file} is not valid JSON, so that nothing is known about this package. Correct it.`,
    evidence: [{ file, line: 1, says: "is not valid JSON" }],
  };
}
