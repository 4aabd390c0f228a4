import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { run } from "./run.ts";

/** How containerd lays an image's layers over each other. */
export type Snapshotter = "overlayfs" | "native";

/** Mounts where the file system of this folder can do it, as containerd asks too; copies of every layer where it cannot. */
export async function snapshotterFor(folder: string): Promise<Snapshotter> {
  const trial = path.join(folder, "overlay-trial");
  const [lower, upper, work, merged] = ["lower", "upper", "work", "merged"].map((name) => path.join(trial, name));
  for (const one of [lower, upper, work, merged]) await mkdir(one ?? trial, { recursive: true });
  const options = `lowerdir=${lower},upperdir=${upper},workdir=${work}`;
  try {
    await run("mount", ["-t", "overlay", "overlay", "-o", options, merged ?? trial]);
    await run("umount", [merged ?? trial]);
    return "overlayfs";
  } catch {
    return "native";
  } finally {
    await rm(trial, { recursive: true, force: true });
  }
}
