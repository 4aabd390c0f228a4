import type { FileTree } from "../../core/ports/fileTree.ts";
import type { FileWriter } from "../../core/ports/fileWriter.ts";
import { STATE_FOLDER } from "../../core/stateFolder.ts";
import { detect } from "../../scaffold/detect/detect.ts";
import type { Detection } from "../../scaffold/facts/detection.ts";
import { BASE_FOLDER, pathOfBase } from "../../scaffold/merge/basePath.ts";
import { readBase } from "../../scaffold/merge/mergeBase.ts";
import type { ScaffoldParts } from "./scaffoldParts.ts";

/** The texts that keep the bases of a workspace, by the path of their generated file. */
export async function basesIn(files: FileWriter): Promise<ReadonlyMap<string, string>> {
  const seen = await files.look(await files.list(BASE_FOLDER));
  const found = [...seen].flatMap(([place, standing]): [string, string][] => {
    const path = pathOfBase(place);
    return path !== undefined && standing.state === "text" ? [[path, standing.text]] : [];
  });
  return new Map(found);
}

/**
 * A tree without what was generated into it: a generated file says nothing of the code, and were it read, the second
 * run could find other facts than the first. Files that a person wrote before are left in.
 */
export function sourceTree(tree: FileTree, bases: ReadonlyMap<string, string>): FileTree {
  const ours = new Set([...bases].flatMap(([path, text]) => (readBase(text)?.theirs === true ? [] : [path])));
  const isSource = (path: string): boolean => !ours.has(path) && !path.startsWith(`${STATE_FOLDER}/`);
  return {
    async list(signal) {
      const listing = await tree.list(signal);
      return { ...listing, files: listing.files.filter(({ path }) => isSource(path)) };
    },
    async paths(signal) {
      const listing = await tree.paths(signal);
      return { ...listing, paths: listing.paths.filter(isSource) };
    },
    read: async (path, signal) => (isSource(path) ? tree.read(path, signal) : { state: "gone" }),
  };
}

/** What a workspace holds, whether or not its files have been generated already. */
export async function detectSources(
  { tree, files }: Pick<ScaffoldParts, "tree" | "files">,
  signal?: AbortSignal,
): Promise<Detection> {
  return detect(sourceTree(tree, await basesIn(files)), signal);
}
