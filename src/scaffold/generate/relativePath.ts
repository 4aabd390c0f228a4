/** A path of the tree as it is seen from a folder that holds it: `apps/web` from `apps` is `web`, from itself `.`. */
export function relativePath(folder: string, path: string): string {
  if (folder === ".") return path;
  if (path === folder) return ".";
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
}

/** A path below a folder; `.` in either place adds nothing. */
export function joinPath(folder: string, path: string): string {
  if (path === ".") return folder;
  return folder === "." ? path : `${folder}/${path}`;
}
