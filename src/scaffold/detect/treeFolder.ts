import { joinPath, parentOf, prefixOf, resolved } from "../../base/treePath.ts";
import type { Folder, NearFile } from "./folder.ts";
import { isOthers } from "./markerIndex.ts";
import type { TextStore } from "./textStore.ts";

/** Folders of one listing of a tree. */
export interface TreeFolders {
  /** The folder at a path from the root; one that holds no file is an empty one. */
  at(path: string): Folder;
}

/**
 * Gives every file to the nearest of the member folders at or above it, in one pass over the paths. What lies in
 * folders that others wrote, such as `node_modules` or `vendor`, is no member's own, but `has` and `read` reach it.
 */
export function treeFolders(paths: readonly string[], members: ReadonlySet<string>, store: TextStore): TreeFolders {
  const all = new Set(paths);
  const owned = filesByOwner(paths, members);
  const sorted = [...members].toSorted();
  const folders = new Map<string, Folder>();
  const at = (path: string): Folder => {
    const known = folders.get(path);
    if (known !== undefined) return known;
    const made = folderAt(path, owned.get(path), paths, { all, store, members: sorted, at });
    folders.set(path, made);
    return made;
  };
  return { at };
}

function filesByOwner(paths: readonly string[], members: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  // Whether a file is somebody else's is decided by its folder: asked once a folder, not once a file.
  const owners = new Map<string, string | undefined>();
  const nearestMember = (folder: string): string =>
    members.has(folder) || folder === "." ? folder : nearestMember(parentOf(folder));
  const owned = new Map<string, string[]>();
  for (const path of paths) {
    const folder = parentOf(path);
    if (!owners.has(folder)) owners.set(folder, isOthers(`${folder}/`) ? undefined : nearestMember(folder));
    const owner = owners.get(folder);
    if (owner === undefined) continue;
    const own = path.slice(prefixOf(owner).length);
    const files = owned.get(owner);
    if (files === undefined) owned.set(owner, [own]);
    else files.push(own);
  }
  return owned;
}

interface Tree {
  readonly all: ReadonlySet<string>;
  readonly store: TextStore;
  readonly members: readonly string[];
  readonly at: (path: string) => Folder;
}

function folderAt(path: string, owned: readonly string[] | undefined, paths: readonly string[], tree: Tree): Folder {
  const read = (inside: string): Promise<string | undefined> => {
    const full = resolved(path, inside);
    return full !== undefined && tree.all.has(full) ? tree.store.read(full) : Promise.resolve(undefined);
  };
  return {
    path,
    // A folder that is no member has what lies below it.
    files: owned ?? (path === "." ? [] : below(path, paths)),
    has: (inside) => tree.all.has(resolved(path, inside) ?? ""),
    read,
    nearest: (...names) => nearest(path, names, tree),
    members: tree.members,
    memberAt: tree.at,
    get root() {
      return tree.at(".");
    },
  };
}

function below(path: string, paths: readonly string[]): readonly string[] {
  return paths.filter((one) => one.startsWith(`${path}/`) && !isOthers(one)).map((one) => one.slice(path.length + 1));
}

function nearest(path: string, names: readonly string[], { all, store }: Tree): NearFile | undefined {
  for (
    let folder: string | undefined = path;
    folder !== undefined;
    folder = folder === "." ? undefined : parentOf(folder)
  ) {
    for (const name of names) {
      const full = joinPath(folder, name);
      if (all.has(full)) return { path: full, read: () => store.read(full) };
    }
  }
  return undefined;
}
