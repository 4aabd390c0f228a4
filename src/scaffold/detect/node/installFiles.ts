import { prefixOf } from "../../../base/treePath.ts";
import type { Folder } from "../folder.ts";
import type { PackageSubject } from "./packageSubject.ts";
import { fromRoot } from "../shared/sources.ts";

/** Settings that change what an install does, beside the lock file. */
const SETTINGS = [
  ".npmrc",
  ".yarnrc.yml",
  ".yarnrc",
  ".pnpmfile.cjs",
  "pnpm-workspace.yaml",
  "bunfig.toml",
  "lerna.json",
  ".pnp.cjs",
  ".pnp.loader.mjs",
];
/** Folders of patches, plugins and releases that an install runs or applies. */
const FOLDERS = /^(?:\.yarn\/(?:releases|plugins|patches)\/|patches\/)/u;

/** Every file that an install needs, from the root of the tree, sorted: manifests of the whole workspace, its lock file and settings. */
export function installFilesOf({ folder, install, group, packages, local }: PackageSubject): readonly string[] {
  const { root } = folder;
  const at = { path: install.root };
  const isMember = group !== undefined && (group.root === install.root || install.root === ".");
  const manifests = new Set([install.root, folder.path, ...local, ...(isMember ? [group.root, ...group.members] : [])]);
  const files = [
    ...[...manifests].filter((path) => packages.at.has(path)).map((path) => fromRoot({ path }, "package.json")),
    ...(install.lockFile === undefined ? [] : [install.lockFile]),
    ...SETTINGS.map((name) => fromRoot(at, name)).filter((path) => root.has(path)),
    ...patches(folder, install.root),
    ...[folder.path, ...local].flatMap((path) => schemas(folder.root, path)),
  ];
  return [...new Set(files)].toSorted();
}

function patches(folder: Folder, root: string): readonly string[] {
  const { files, path } = root === folder.path ? folder : folder.root;
  const all = files.map((file) => fromRoot({ path }, file));
  const prefix = prefixOf(root);
  return all.filter((file) => file.startsWith(prefix) && FOLDERS.test(file.slice(prefix.length)));
}

/** Prisma's client is made from its schema while it is installed. */
function schemas(root: Folder, path: string): readonly string[] {
  return ["prisma/schema.prisma", "schema.prisma"]
    .map((name) => fromRoot({ path }, name))
    .filter((file) => root.has(file));
}
