import { depthOf, isAtOrBelow } from "../../base/treePath.ts";
import type { Detector } from "./detector.ts";
import { detectorsOf, type Mark } from "./markerIndex.ts";
import { memberAt, type MemberFound } from "./memberAt.ts";
import { byText } from "./shared/byText.ts";
import type { TreeFolders } from "./treeFolder.ts";

/** How many folders are looked at: a tree of pages has an `index.html` in each. */
const MOST = 50;
/** Folders whose pages and scripts belong to what is around them. */
const PARTS =
  /(?:^|\/)(?:docs?|coverage|public|static|assets|templates?|views|resources|dist|build|out|target|scripts?|bin|tools?|ci|hack|\.[^/]+|node_modules)(?:\/|$)/iu;

/**
 * What detectors of last resort find: in folders that are in no application and no library (but for the root's, whose
 * manifest may only hold tools), the outermost first. A script is no application above other applications.
 */
export async function fallbackMembers(
  marks: ReadonlyMap<string, readonly Mark[]>,
  table: readonly Detector[],
  found: readonly MemberFound[],
  folders: TreeFolders,
  signal?: AbortSignal,
): Promise<readonly MemberFound[]> {
  const applications = found.filter(({ member }) => member.is === "application").map(({ path }) => path);
  const libraries = found.filter(({ member }) => member.is === "library").map(({ path }) => path);
  const accepted: MemberFound[] = [];
  const isFree = (path: string): boolean =>
    !applications.some((one) => isAtOrBelow(path, one)) &&
    !libraries.some((one) => one !== "." && isAtOrBelow(path, one)) &&
    !accepted.some((one) => isAtOrBelow(path, one.path));
  let looked = 0;
  for (const [path, detectors] of candidates(marks, table)) {
    if (!isFree(path) || looked >= MOST) continue;
    looked += 1;
    const isAbove = applications.some((one) => isAtOrBelow(one, path));
    const asked = detectors.filter((one) => !isAbove || one.ecosystem === "static");
    const member = await memberAt(folders.at(path), asked, signal);
    if (member.is === "application") accepted.push({ path, member });
  }
  return accepted;
}

function candidates(
  marks: ReadonlyMap<string, readonly Mark[]>,
  table: readonly Detector[],
): readonly (readonly [string, readonly Detector[]])[] {
  return [...marks]
    .map(([path, own]) => [path, detectorsOf(own, table, true)] as const)
    .filter(([path, detectors]) => detectors.length > 0 && !PARTS.test(path))
    .toSorted(([a], [b]) => depthOf(a) - depthOf(b) || byText(a, b));
}
