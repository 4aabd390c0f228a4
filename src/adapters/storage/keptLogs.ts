import { writeFile } from "atomically";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "../../base/clock.ts";
import type { EvidenceFile } from "../../core/evidence/evidence.ts";
import type { Hash } from "../../core/journal/entry.ts";
import { inside, keptFile } from "./paths.ts";
import { makeStateFolder } from "./runStore.ts";

/**
 * Keeps what programs print below a workspace folder, in the folder that `names` lead to, and tells how it is known
 * again. The name holds a part of the hash: what was kept before stays as evidence names it.
 */
export function keptLogs(
  workspace: string,
  names: readonly string[],
  clock: Clock,
  hash: Hash,
): (name: string, text: string) => Promise<EvidenceFile> {
  return async (name, text) => {
    const sha256 = hash(text);
    const file = keptFile(`${name}-${sha256.slice(0, 8)}.log`);
    await makeStateFolder(workspace);
    const folder = await inside(workspace, ...names);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await inside(workspace, ...names, file);
    await writeFile(join(folder, file), text, { mode: 0o600 });
    return { path: [...names, file].join("/"), sha256, bytes: Buffer.byteLength(text), madeAt: clock.now() };
  };
}
