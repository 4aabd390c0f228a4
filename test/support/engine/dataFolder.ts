import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { isAlive } from "../controlPlane/temporaryFolder.ts";

/** The engine's images and build cache, which stay from run to run. */
export interface DataFolder {
  readonly path: string;
  close(): Promise<void>;
}

/**
 * Takes the folder for an engine of this process. What an engine that was killed has left is thrown away: its books name
 * layers that it had not written yet, and every build that needs one of them fails from then on. Needs root.
 */
export async function openDataFolder(place: string): Promise<DataFolder> {
  const data = path.join(place, "docker");
  const mark = path.join(place, "docker.pid");
  const owner = await ownerOf(mark);
  if (owner !== undefined && isAlive(owner))
    throw new Error(`Process ${owner} has an engine on ${data}. End it first.`);
  if (owner !== undefined) {
    console.error("An engine was killed in a former run: what it had made is made again.");
    await execa("umount", [data], { reject: false });
    await rm(data, { recursive: true, force: true });
  }
  await mkdir(data, { recursive: true });
  await writeFile(mark, String(process.pid));
  return { path: data, close: () => rm(mark, { force: true }) };
}

async function ownerOf(mark: string): Promise<number | undefined> {
  const text = await readFile(mark, "utf8").catch(() => undefined);
  return text === undefined ? undefined : Number.parseInt(text, 10);
}
