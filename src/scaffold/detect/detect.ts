import { parentOf } from "../../base/treePath.ts";
import type { FileTree } from "../../core/ports/fileTree.ts";
import type { Application } from "../facts/application.ts";
import type { Detection, Library, Problem, Workspaces } from "../facts/detection.ts";
import { uniqueNames } from "./applicationName.ts";
import type { Completed, Detector, Found, ReadExisting } from "./detector.ts";
import { DETECTORS, READ_EXISTING } from "./detectors.ts";
import { fallbackMembers } from "./fallback.ts";
import { detectorsOf, type Mark, markerIndex } from "./markerIndex.ts";
import { memberAt, type MemberFound } from "./memberAt.ts";
import { byText } from "./shared/byText.ts";
import { type TextStore, textStore, turns } from "./textStore.ts";
import { treeFolders, type TreeFolders } from "./treeFolder.ts";

/** What detection is made of: the shipped detectors, unless a test has its own. */
export interface Ways {
  readonly detectors: readonly Detector[];
  readonly readExisting: ReadExisting;
}

/** How many members are looked at at once. */
const AT_ONCE = 16;

/**
 * Finds what a tree holds: its applications, libraries and what is wrong with them. One listing, each text read once,
 * nothing of the tree is run. The same tree gives the same detection. Rejects where the tree cannot be listed or the
 * signal is aborted; whatever the files hold, it does not reject.
 */
export async function detect(
  tree: FileTree,
  signal?: AbortSignal,
  { detectors, readExisting }: Ways = { detectors: DETECTORS, readExisting: READ_EXISTING },
): Promise<Detection> {
  const { paths, complete } = await tree.paths(signal);
  const store = textStore(tree, signal);
  const index = markerIndex(paths, detectors);
  const marks = await realMarks(index, store);
  const folders = treeFolders(paths, memberFolders(marks), store);
  const found = await lookAtMembers(marks, detectors, folders, signal);
  const fallback = await fallbackMembers(marks, detectors, found, folders, signal);
  const replaced = new Set(fallback.map((one) => one.path));
  const members = [...found.filter((one) => !replaced.has(one.path)), ...fallback];
  const completed = await completeAll(applicationsOf(members), folders, readExisting);
  const workspaces = await workspacesOf(marks, folders);
  const applications = completed.map(({ application }) => application);
  const problems = [
    ...treeProblems(paths.length, complete, applications),
    ...unreadable(index, store),
    ...members.flatMap(({ member }) => member.problems),
    ...completed.flatMap((one) => one.problems),
  ];
  return {
    applications,
    workspaces,
    libraries: librariesOf(members),
    problems: onceEach(problems),
    files: paths.length,
    complete,
  };
}

/** Without marks whose file is gone, cannot be read, or says that it marks nothing. */
async function realMarks(
  index: ReadonlyMap<string, readonly Mark[]>,
  store: TextStore,
): Promise<ReadonlyMap<string, readonly Mark[]>> {
  const checked = await Promise.all(
    [...index].map(async ([folder, marks]) => [folder, await kept(marks, store)] as const),
  );
  return new Map(checked.filter(([, marks]) => marks.length > 0).toSorted(([a], [b]) => byText(a, b)));
}

async function kept(marks: readonly Mark[], store: TextStore): Promise<readonly Mark[]> {
  const all = await Promise.all(
    marks.map(async (mark) => {
      const { detector, path } = mark;
      if (detector.fallback === true && detector.isMember === undefined) return [mark];
      const text = await store.read(path);
      if (text === undefined) return [];
      return detector.isMember === undefined || detector.isMember(text, path) ? [mark] : [];
    }),
  );
  return all.flat();
}

function memberFolders(marks: ReadonlyMap<string, readonly Mark[]>): ReadonlySet<string> {
  return new Set(
    [...marks].flatMap(([folder, all]) => (all.some(({ detector }) => detector.fallback !== true) ? [folder] : [])),
  );
}

async function lookAtMembers(
  marks: ReadonlyMap<string, readonly Mark[]>,
  table: readonly Detector[],
  folders: TreeFolders,
  signal: AbortSignal | undefined,
): Promise<readonly MemberFound[]> {
  const turn = turns(AT_ONCE);
  const all = [...marks].map(([path, own]) =>
    turn(async () => {
      signal?.throwIfAborted();
      const detectors = detectorsOf(own, table, false);
      return detectors.length === 0 ? undefined : { path, member: await memberAt(folders.at(path), detectors, signal) };
    }),
  );
  return (await Promise.all(all)).filter((one) => one !== undefined);
}

function applicationsOf(members: readonly MemberFound[]): readonly Found[] {
  const all = members.flatMap(({ member }) => (member.is === "application" ? member.applications : []));
  return all.toSorted((a, b) => byText(a.path, b.path) || byText(a.name, b.name));
}

function librariesOf(members: readonly MemberFound[]): readonly Library[] {
  return members
    .flatMap(({ path, member }) => (member.is === "library" ? [{ path, why: member.why }] : []))
    .toSorted((a, b) => byText(a.path, b.path));
}

async function completeAll(
  applications: readonly Found[],
  folders: TreeFolders,
  readExisting: ReadExisting,
): Promise<readonly Completed[]> {
  const names = uniqueNames(applications);
  const turn = turns(AT_ONCE);
  return Promise.all(
    applications.map((one, index) =>
      turn(() => readExisting({ ...one, name: names[index] ?? one.name }, folders.at(one.path))),
    ),
  );
}

async function workspacesOf(
  marks: ReadonlyMap<string, readonly Mark[]>,
  folders: TreeFolders,
): Promise<readonly Workspaces[]> {
  const asked = [...marks].flatMap(([folder, own]) =>
    [...new Set(own.map(({ detector }) => detector))].map(async (detector) =>
      detector.workspaces?.(folders.at(folder)),
    ),
  );
  const all = (await Promise.all(asked)).filter((one) => one !== undefined);
  return [...new Map(all.map((one) => [`${one.root}\n${one.tool}`, one])).values()];
}

function treeProblems(files: number, complete: boolean, applications: readonly Application[]): readonly Problem[] {
  const problems: Problem[] = [];
  if (!complete) {
    problems.push({
      reason: "TreeTooLarge",
      path: ".",
      message: `The folder holds more than ${files} files and only those were looked at. Open the folder of one project, or have the others ignored.`,
      evidence: [],
    });
  }
  if (applications.length === 0) {
    problems.push({
      reason: "NothingDeployable",
      path: ".",
      message:
        "No application was found that could be deployed: no manifest of a known ecosystem says how one is started. Open the application's own folder, or add a start command to its manifest.",
      evidence: [],
    });
  }
  return problems;
}

/** Only manifests: what else cannot be read is no loss, such as a large lock file or a picture. */
function unreadable(index: ReadonlyMap<string, readonly Mark[]>, { unread }: TextStore): readonly Problem[] {
  const manifests = new Set([...index.values()].flat().map(({ path }) => path));
  return [...unread]
    .filter(([path]) => manifests.has(path))
    .toSorted(([a], [b]) => byText(a, b))
    .map(([path, why]) => ({
      reason: "Unreadable" as const,
      path: parentOf(path),
      message: `${path} was not read: ${why}. What it says is not among the facts.`,
      evidence: [{ file: path, line: 1, says: why }],
    }));
}

function onceEach(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((one) => [`${one.reason}\n${one.path}\n${one.message}`, one])).values()];
}
