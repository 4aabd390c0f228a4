import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

/**
 * A folder of this process's own among the system's temporary ones. Those of the same kind that killed processes left
 * are removed first; `clean` is called with each before.
 */
export async function makeTemporaryFolder(
  kind: string,
  clean: (abandoned: string) => Promise<void> = async () => {},
): Promise<string> {
  const name = new RegExp(`^tidegate-${kind}-(?<pid>\\d+)-`, "u");
  for (const entry of await readdir(tmpdir())) {
    const pid = name.exec(entry)?.groups?.["pid"];
    if (pid === undefined || isAlive(Number(pid))) continue;
    const abandoned = path.join(tmpdir(), entry);
    await clean(abandoned);
    await rm(abandoned, { recursive: true, force: true });
  }
  return mkdtemp(path.join(tmpdir(), `tidegate-${kind}-${process.pid}-`));
}

/** Whether a process of that number runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
