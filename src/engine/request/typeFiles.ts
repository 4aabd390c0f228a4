import type { FileTree } from "../../core/ports/fileTree.ts";
import { type SeenFile, tellsByText } from "../../documents/decisionPath/traces.ts";

/** How many files are read for what they hold; the others are judged by their names. */
const MOST_READ = 300;
/** What is larger was made by a machine and says nothing about what is deployed. Bytes. */
const LARGEST = 256 * 1024;

/** The files of a workspace, with the texts of those that tell by them what they are for. May reject with git's fault. */
export async function typeFiles(tree: FileTree): Promise<readonly SeenFile[]> {
  const { files } = await tree.list();
  const read = files.filter(({ path, bytes }) => tellsByText(path) && bytes <= LARGEST).slice(0, MOST_READ);
  const texts = new Map(await Promise.all(read.map(async ({ path }) => [path, await textOf(tree, path)] as const)));
  return files.map(({ path }) => {
    const text = texts.get(path);
    return text === undefined ? { path } : { path, text };
  });
}

async function textOf(tree: FileTree, path: string): Promise<string | undefined> {
  const found = await tree.read(path);
  return found.state === "text" ? found.text : undefined;
}
