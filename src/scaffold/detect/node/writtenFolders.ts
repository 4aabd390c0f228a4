import { parentOf } from "../../../base/treePath.ts";
import type { Fact } from "../../facts/fact.ts";
import { evidence, fact, lineAt } from "../shared/evidence.ts";
import type { Source } from "../shared/sources.ts";

/** A path as plain text, or as what stands in for a variable that is not set: `process.env.DB_FILE ?? "data/x.db"`. */
const PATH = String.raw`(?:(?:process|Bun)\.env(?:\.\w{1,60}|\[["']\w{1,60}["']\])\s{0,4}(?:\|\||\?\?)\s{0,4})?["'${"`"}]([\w./-]+)["'${"`"}]`;

/** Calls that write, with the file or folder that they are given. */
const WRITES: readonly (readonly [pattern: RegExp, given: "file" | "folder"])[] = [
  [
    before(
      /\b(?:dest|destination|uploadDir|tempFileDir|dirname|logDirectory|storagePath|uploadPath)\s*:\s*(?:path\.(?:join|resolve)\([^"'`)\n]{0,60})?/u,
    ),
    "folder",
  ],
  [before(/\bmulter\(\s*\{\s*dest\s*:\s*/u), "folder"],
  [before(/\bmkdir(?:Sync)?\(\s*/u), "folder"],
  [before(/\b(?:writeFile|appendFile|createWriteStream|outputFile)(?:Sync)?\(\s*/u), "file"],
  [
    before(/\bnew\s+(?:Database|DatabaseSync|sqlite3\.Database|Loki|Low|JSONFile|JSONFilePreset|Datastore)\(\s*/u),
    "file",
  ],
  [/\bfilename\s*:\s*["'`]([\w./-]*\/[\w.%-]+\.(?:log|db|sqlite3?|json))["'`]/gu, "file"],
  [/\bstorage\s*:\s*["'`]([\w./-]+\.(?:db|sqlite3?))["'`]/gu, "file"],
  [/["'`]file:(\.{0,2}\/?[\w./-]+\.(?:db|sqlite3?))["'`]/gu, "file"],
];

function before(call: RegExp): RegExp {
  return new RegExp(call.source + PATH, "gu");
}

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
