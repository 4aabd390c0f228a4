import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";

/** Ends the processes that still walk runs of a folder: they outlive whoever started them, and the sample must not. */
export async function endRunners(folder: string): Promise<void> {
  for await (const claim of glob(join(folder, ".tidegate", "runs", "*", "runners", "*.json"))) {
    const { pid } = JSON.parse(await readFile(claim, "utf8")) as { pid: number };
    if (await isRunner(pid)) process.kill(pid, "SIGTERM");
  }
}

/** A number in an old claim may belong to another program by now. */
async function isRunner(pid: number): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  return command.includes("runner.cjs");
}
