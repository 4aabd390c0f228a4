import { lastStep, parentOf } from "../../../base/treePath.ts";
import { isComposeFile } from "../../../core/read/composeFile.ts";
import type { ExistingFile } from "../../facts/application.ts";
import type { Found } from "../detector.ts";
import type { Folder } from "../folder.ts";
import { byText } from "../shared/byText.ts";
import { fromRoot } from "../shared/sources.ts";

const DOCKERFILE =
  /^(?:(?:docker|build|deploy|\.docker)\/)?(?:Dockerfile|Containerfile|Dockerfile\.(?!dockerignore)[\w-]+|[\w-]+\.Dockerfile)$/u;
const MANIFEST = /(?:^|\/)(?:k8s|kubernetes|manifests?|kustomize|deploy(?:ments?)?)\/(?:[^/]+\/){0,6}[^/]+\.ya?ml$/u;
const CHART = /(?:^|\/)Chart\.ya?ml$/u;
const WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$/u;

/** Files of the root that may be about any member, found once for a tree. */
const ofRoots = new WeakMap<Folder, readonly ExistingFile[]>();

/** The files that say how an application is built or run, by path. */
export function existingFilesOf(found: Found, folder: Folder): readonly ExistingFile[] {
  const own = folder.files.flatMap((path) => {
    const kind = kindInside(path);
    return kind === undefined ? [] : [{ kind, path: fromRoot(folder, path) }];
  });
  const above = rootFiles(folder.root).filter(({ kind, path }) => isAbout(found, kind, path));
  const all = new Map([...own, ...above].map((one) => [one.path, one]));
  return [...all.values()].toSorted((a, b) => byText(a.path, b.path));
}

function kindInside(path: string): ExistingFile["kind"] | undefined {
  if (DOCKERFILE.test(path)) return "dockerfile";
  if (path === ".dockerignore" || /^[\w.-]*Dockerfile\.dockerignore$/u.test(path)) return "dockerignore";
  if (parentOf(path) === "." && isComposeFile(path)) return "compose";
  if (path === "Procfile") return "procfile";
  if (CHART.test(path)) return "helm";
  if (WORKFLOW.test(path)) return "workflow";
  if (path === ".gitlab-ci.yml") return "gitlab-ci";
  // What lies beside a chart's own file is a template of it.
  return MANIFEST.test(path) && !/(?:^|\/)(?:charts?|templates)\//u.test(path) ? "manifest" : undefined;
}

function rootFiles(root: Folder): readonly ExistingFile[] {
  const known = ofRoots.get(root);
  if (known !== undefined) return known;
  const files = root.files.flatMap((path) => {
    const kind = kindInside(path);
    return kind === undefined || kind === "procfile" || kind === "dockerignore" ? [] : [{ kind, path }];
  });
  ofRoots.set(root, files);
  return files;
}

/** Pipelines and compose files are about all members; manifests and charts about the one whose name is in their path. */
function isAbout({ name, path: folder }: Found, kind: ExistingFile["kind"], path: string): boolean {
  if (kind === "workflow" || kind === "gitlab-ci" || kind === "compose") return true;
  const names = new Set([name, lastStep(folder)]);
  const steps = path.replace(/\.ya?ml$/u, "").split("/");
  if (kind === "dockerfile")
    return steps.some((step) => [...names].some((one) => step === `Dockerfile.${one}` || step === `${one}.Dockerfile`));
  return steps.some((step) => names.has(step));
}
