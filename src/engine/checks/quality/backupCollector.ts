import { type BackupFile, judgeBackup } from "../../../core/gates/rules/reports/backup.ts";
import type { ReportFile } from "../../../core/ports/reportFiles.ts";
import type { Collector } from "../collector.ts";
import { withTerms } from "./withTerms.ts";

/** What a backup writes about itself is small; a larger file is the backup. */
const MOST_TEXT_BYTES = 1024 * 1024;
/** A dump can be of any size, and hashing it would keep the gate waiting. */
const MOST_HASHED_BYTES = 64 * 1024 * 1024;

/** How old the newest backup is. */
export const BACKUP_COLLECTOR: Collector = withTerms(
  "backup",
  "what the last backup wrote",
  async ({ ports }, terms) => {
    const { reports, clock } = ports;
    const { reports: globs, maxAge } = terms;
    const { files, unmatched, complete } = await reports.find(globs);
    const read: BackupFile[] = [];
    if (complete) for (const file of files) read.push(await readFile(file));
    return judgeBackup(maxAge, { globs, files: read, unmatched, complete, now: clock.now() });
  },
);

async function readFile(file: ReportFile): Promise<BackupFile> {
  const { path, bytes, modifiedAt } = file;
  if (bytes > MOST_HASHED_BYTES) return { path, bytes, modifiedAt };
  const source = file.read();
  const told = /\.json$/iu.test(path) && bytes <= MOST_TEXT_BYTES ? { text: await textOf(source) } : {};
  return { path, bytes, modifiedAt, ...told, sha256: await source.sha256() };
}

async function textOf(source: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of source) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}
