import type { FileTree } from "../../core/ports/fileTree.ts";
import type { FileWriter } from "../../core/ports/fileWriter.ts";
import { isComposeFile } from "../../core/read/composeFile.ts";
import { composePorts } from "../../scaffold/ports/composePorts.ts";
import { DOTENV, DOTENV_EXAMPLE, type HostPorts, keptPorts } from "../../scaffold/ports/hostPorts.ts";

/** More compose files than a workspace has; the others are left alone. */
const MOST_FILES = 200;

/** What a workspace has settled about ports of the machine. `tree` is without what was generated. */
export async function hostPortsIn(files: FileWriter, tree: FileTree, signal?: AbortSignal): Promise<HostPorts> {
  const [example, dotenv] = await Promise.all([textAt(files, DOTENV_EXAMPLE), textAt(files, DOTENV)]);
  const texts = await composeTexts(tree, signal);
  const taken = texts.flatMap(({ path, text }) => composePorts(path, text).map(({ host }) => host));
  return { kept: keptPorts(example, dotenv), taken: new Set(taken) };
}

/** A file as it stands, also where git does not know it; empty where it is no text. */
export async function textAt(files: FileWriter, path: string): Promise<string> {
  const standing = (await files.look([path])).get(path);
  return standing?.state === "text" ? standing.text : "";
}

/** The compose files of a tree with their texts, by path. */
export async function composeTexts(
  tree: FileTree,
  signal?: AbortSignal,
): Promise<readonly { readonly path: string; readonly text: string }[]> {
  const { paths } = await tree.paths(signal);
  const found = paths.filter(isComposeFile).slice(0, MOST_FILES);
  const read = await Promise.all(found.map(async (path) => ({ path, found: await tree.read(path, signal) })));
  return read.flatMap(({ path, found: file }) => (file.state === "text" ? [{ path, text: file.text }] : []));
}
