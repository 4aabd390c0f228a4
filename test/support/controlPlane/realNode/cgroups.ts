import { readdir, rmdir } from "node:fs/promises";
import path from "node:path";

const ROOT = "/sys/fs/cgroup";

/** Where containerd's Kubernetes part puts the cgroups of containers that no kubelet places. */
const PARENT = "k8s.io";

/** Removes the empty cgroups that killed containers leave, and what held them where it holds no other. */
export async function removeCgroups(containers: readonly string[]): Promise<void> {
  const hierarchies = await readdir(ROOT);
  // Version 1 has a folder a controller, version 2 one for all.
  for (const parent of [path.join(ROOT, PARENT), ...hierarchies.map((name) => path.join(ROOT, name, PARENT))]) {
    for (const container of containers) await removeEmpty(path.join(parent, container));
    await removeEmpty(parent);
  }
}

/** What is not there, or is in use by others, stays as it is. */
async function removeEmpty(folder: string): Promise<void> {
  await rmdir(folder).catch(() => {});
}
