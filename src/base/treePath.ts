/**
 * Paths of a tree of files as all rooms write them: from the root, steps parted by `/`, none at either end. `.` is the
 * root itself. Nothing here looks at a disk.
 */

/** The folder that a path lies in; `.` for what lies at the root. */
export function parentOf(path: string): string {
  const cut = path.lastIndexOf("/");
  return cut === -1 ? "." : path.slice(0, cut);
}

/** The last step of a path: a file's or a folder's own name; `.` for the root. */
export function lastStep(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The steps of a path; none for the root. */
export function stepsOf(path: string): readonly string[] {
  return path === "." ? [] : path.split("/");
}

/** How many steps a path has; 0 for the root. */
export function depthOf(path: string): number {
  return stepsOf(path).length;
}

/** A path below a folder; `.` in either place adds nothing. */
export function joinPath(folder: string, path: string): string {
  if (path === ".") return folder;
  return folder === "." ? path : `${folder}/${path}`;
}

/** What the paths of all that lies below a folder begin with; empty for the root. */
export function prefixOf(folder: string): string {
  return folder === "." ? "" : `${folder}/`;
}

/** Whether a path is a folder itself or lies below it. */
export function isAtOrBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(prefixOf(folder));
}

/**
 * A path as it is seen from a folder that holds it: `apps/web` from `apps` is `web`, from itself `.`. One that the
 * folder does not hold stays as it is.
 */
export function relativePath(folder: string, path: string): string {
  if (path === folder) return ".";
  const prefix = prefixOf(folder);
  return path.startsWith(prefix) ? path.slice(prefix.length) : path;
}

/** The way from a folder up to one that it lies in: `..` for each step, `.` for none. */
export function wayUp(path: string, root: string): string {
  return (
    stepsOf(relativePath(root, path))
      .map(() => "..")
      .join("/") || "."
  );
}

/** The innermost folder that holds both, or is one of them. */
export function commonFolder(one: string, other: string): string {
  const [left, right] = [stepsOf(one), stepsOf(other)];
  const apart = left.findIndex((step, index) => step !== right[index]);
  return folderOf(apart === -1 ? left : left.slice(0, apart));
}

/** The folder that steps lead to from the root. */
export function folderOf(steps: readonly string[]): string {
  return steps.length === 0 ? "." : steps.join("/");
}

/** Steps that are empty, stay or lead back. */
const TURNS = /(?:^|\/)\.{0,2}(?:\/|$)/u;

/**
 * A path that a file of a folder names, from the root of the tree, with `.` and `..` followed; undefined where it leads
 * out of the tree.
 */
export function resolved(folder: string, inside: string): string | undefined {
  const whole = folder === "." ? inside : `${folder}/${inside}`;
  if (!TURNS.test(whole)) return whole;
  if (inside.startsWith("/")) return undefined;
  const steps: string[] = [];
  for (const step of `${folder}/${inside}`.split("/")) {
    if (step === "" || step === ".") continue;
    if (step !== "..") steps.push(step);
    else if (steps.pop() === undefined) return undefined;
  }
  return folderOf(steps);
}
