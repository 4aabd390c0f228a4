import { writeFile } from "atomically";
import { constants } from "node:fs";
import { mkdir, open, readdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { toDisposable } from "../../base/dispose.ts";
import type { Inbox, InboxFile } from "../../core/ports/runStore.ts";
import { hasCode, inside, requestFile } from "./paths.ts";
import { watchPath } from "./watchPath.ts";

/** Where requests come in, in a run's folder. */
export const INBOX = "inbox";
/** Where settled requests go. */
const SETTLED = "settled";
/** Larger requests are handed over empty: no request is larger, so none is lost. */
const LARGEST_REQUEST_BYTES = 64 * 1024;

/** The inbox of a run: `inbox/<id>.json`, moved to `settled/` once answered. */
export function inboxOf(runFolder: string): Inbox {
  const path = join(runFolder, INBOX);
  return {
    async submit(id, content) {
      const name = requestFile(id);
      const folder = await inside(runFolder, INBOX);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(join(folder, name), content, { mode: 0o600 });
    },
    async list() {
      const folder = await inside(runFolder, INBOX);
      const names = await readdir(folder).catch(emptyWhereMissing);
      const requests = names.filter((name) => /^[A-Za-z0-9-]{8,64}\.json$/u.test(name));
      const read = await Promise.all(requests.map((name) => readRequest(folder, name)));
      return read
        .flatMap((one) => one ?? [])
        .toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
        .map(({ id, content }) => ({ id, content }));
    },
    async settle(id) {
      const name = requestFile(id);
      const settled = await inside(runFolder, SETTLED);
      await mkdir(settled, { recursive: true, mode: 0o700 });
      await rename(join(path, name), join(settled, name)).catch((error: unknown) => {
        if (!hasCode(error, "ENOENT")) throw error;
      });
    },
    onChange(listener) {
      const watcher = watchPath(runFolder, [INBOX], () => listener());
      return toDisposable(() => watcher.dispose());
    },
  };
}

async function readRequest(folder: string, name: string): Promise<(InboxFile & { at: number }) | undefined> {
  const id = name.slice(0, -".json".length);
  try {
    // A named pipe would be waited for without end.
    const file = await open(join(folder, name), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const stat = await file.stat();
      if (!stat.isFile()) return undefined;
      const { size, mtimeMs } = stat;
      return { id, content: size > LARGEST_REQUEST_BYTES ? "" : await file.readFile("utf8"), at: mtimeMs };
    } finally {
      await file.close();
    }
  } catch (error) {
    // Settled meanwhile, a link, or a folder: no request.
    if (hasCode(error, "ENOENT", "ELOOP", "EISDIR", "ENXIO")) return undefined;
    // Written by another user, such as root: to be refused, not to end the one who watches the rollout.
    if (hasCode(error, "EACCES", "EPERM")) return { id, content: "", at: 0 };
    throw error;
  }
}

function emptyWhereMissing(error: unknown): string[] {
  if (hasCode(error, "ENOENT")) return [];
  throw error;
}
