import { open } from "node:fs/promises";

/** Makes the names in a folder last through a power cut. Not every system can. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
