import { parentOf } from "../../../base/treePath.ts";
import type { Fact } from "../../facts/fact.ts";
import { evidence, fact, lineAt } from "../shared/evidence.ts";
import type { Source } from "../shared/sources.ts";

/** Calls that write, with the file or folder that they are given as plain text. */
const WRITES: readonly (readonly [pattern: RegExp, given: "file" | "folder"])[] = [
  [
    /\b(?:dest|destination|uploadDir|tempFileDir|dirname|logDirectory|storagePath|uploadPath)\s*:\s*(?:path\.(?:join|resolve)\([^"'`)\n]{0,60})?["'`]([\w./-]+)["'`]/gu,
    "folder",
  ],
  [/\bmulter\(\s*\{\s*dest\s*:\s*["'`]([\w./-]+)["'`]/gu, "folder"],
  [/\bmkdir(?:Sync)?\(\s*["'`]([\w./-]+)["'`]/gu, "folder"],
  [/\b(?:writeFile|appendFile|createWriteStream|outputFile)(?:Sync)?\(\s*["'`]([\w./-]+)["'`]/gu, "file"],
  [
    /\bnew\s+(?:Database|DatabaseSync|sqlite3\.Database|Loki|Low|JSONFile|JSONFilePreset|Datastore)\(\s*["'`]([\w./-]+)["'`]/gu,
    "file",
  ],
  [/\bfilename\s*:\s*["'`]([\w./-]*\/[\w.%-]+\.(?:log|db|sqlite3?|json))["'`]/gu, "file"],
  [/\bstorage\s*:\s*["'`]([\w./-]+\.(?:db|sqlite3?))["'`]/gu, "file"],
  [/["'`]file:(\.{0,2}\/?[\w./-]+\.(?:db|sqlite3?))["'`]/gu, "file"],
];

/** Folders that code writes to, by plain texts in it, each once. `sources` are without comments. */
export function writtenFolders(sources: readonly Source[]): readonly Fact<string>[] {
  const found = new Map<string, Fact<string>>();
  for (const { text, file } of sources) {
    for (const [pattern, given] of WRITES) {
      for (const match of text.matchAll(pattern)) {
        const folder = folderOf(match[1] ?? "", given);
        if (folder === undefined || found.has(folder)) continue;
        found.set(folder, fact(folder, "likely", evidence(file, lineAt(text, match.index), `writes to ${folder}`)));
      }
    }
  }
  return [...found.values()];
}

/** Absolute, or from the application's folder; undefined for that folder itself, for what lies above it and for `/tmp`. */
export function folderOf(written: string, given: "file" | "folder"): string | undefined {
  const path = given === "file" ? parentOf(written) : written;
  const clean = path.replace(/^\.\//u, "").replace(/\/+$/u, "");
  return clean === "" ||
    clean === "." ||
    clean.startsWith("..") ||
    clean.includes("/../") ||
    /^\/(?:tmp|dev|proc|sys|etc)(?:\/|$)/u.test(clean)
    ? undefined
    : clean;
}
