import type { ChangedFile } from "../../core/ports/git.ts";

/** What `git status --porcelain=v2 --branch -z` says. */
export interface Status {
  readonly head: string | undefined;
  readonly branch: string | undefined;
  readonly changed: readonly ChangedFile[];
}

/** Blank-separated fields before the path, by the first letter of the entry (git-status(1), "Porcelain Format Version 2"). */
const FIELDS_BEFORE_PATH: Readonly<Record<string, number>> = { "1": 8, "2": 9, u: 10, "?": 1 };
const STATES: Readonly<Record<string, ChangedFile["state"]>> = {
  "1": "changed",
  "2": "renamed",
  u: "conflict",
  "?": "untracked",
};

/** Reads entries parted by NUL, so that paths need no unquoting. Lines of unknown kinds are passed over. */
export function parseStatus(output: string): Status {
  const entries = output.split("\0");
  const changed: ChangedFile[] = [];
  const headers = new Map<string, string>();
  for (let index = 0; index < entries.length; index += 1) {
    const entry = entries[index] ?? "";
    const [letter = ""] = entry;
    const state = STATES[letter];
    if (letter === "#") addHeader(headers, entry);
    else if (state !== undefined) changed.push({ path: pathOf(entry, FIELDS_BEFORE_PATH[letter] ?? 0), state });
    // A renamed entry is followed by the path it came from.
    if (letter === "2") index += 1;
  }
  const head = headers.get("branch.oid");
  const branch = headers.get("branch.head");
  return {
    head: head === "(initial)" ? undefined : head,
    branch: branch === "(detached)" ? undefined : branch,
    changed,
  };
}

function addHeader(headers: Map<string, string>, entry: string): void {
  const [, key, ...value] = entry.split(" ");
  if (key !== undefined) headers.set(key, value.join(" "));
}

function pathOf(entry: string, fields: number): string {
  return entry.split(" ").slice(fields).join(" ");
}
