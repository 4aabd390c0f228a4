import { execa } from "execa";
import type { Docker } from "./docker.ts";

/** More than this of images and build cache, in MiB, and what former runs left is removed: the tier itself needs half. */
const MOST_MIB = 8192;
/** What of the build cache is kept then: what was used last. */
const KEPT_CACHE = "3gb";

/** Removes images and build cache of former runs where they take too much room. Gives the MiB that they took. */
export async function keepSpace(docker: Docker, data: string, most = MOST_MIB): Promise<number> {
  const { stdout } = await execa("du", ["-sm", data]);
  const taken = Number.parseInt(stdout, 10);
  if (taken <= most) return taken;
  await docker(["container", "prune", "-f"]);
  await docker(["image", "prune", "-a", "-f"]);
  await docker(["builder", "prune", "-a", "-f", "--keep-storage", KEPT_CACHE]);
  await docker(["volume", "prune", "-f"]);
  console.error(`Removed what former runs had left of images: they took ${taken} MiB.`);
  return taken;
}
