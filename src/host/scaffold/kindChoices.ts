import { type Kind, KINDS } from "../../scaffold/generate/kind.ts";
import type { Settings } from "../../scaffold/generate/settings.ts";
import type { FileState, MergedFile } from "../../scaffold/merge/mergedFile.ts";
import { l10n } from "../l10n.ts";
import { dotted } from "../text/words.ts";
import { filesWord, kindTitle } from "./words.ts";

/** One kind as it is offered. */
export interface KindChoice {
  readonly kind: Kind;
  readonly label: string;
  /** How many of its files are in which state. */
  readonly description: string;
  readonly picked: boolean;
}

/** What stands for the same: who has the one is not offered the other unasked. */
const INSTEAD: Readonly<Partial<Record<Kind, Kind>>> = {
  kubernetes: "helm",
  helm: "kubernetes",
  "github-actions": "gitlab-ci",
  "gitlab-ci": "github-actions",
};

/** The kinds to write, those that are missing or were written before picked; `files` are those of all kinds. */
export function kindChoices(files: readonly MergedFile[], { imageRepository }: Settings): readonly KindChoice[] {
  const known = new Set(files.filter(({ state }) => WRITTEN_BEFORE.has(state)).map(({ kind }) => kind));
  const elsewhere = imageRepository.startsWith("registry.gitlab.com/") ? "github-actions" : "gitlab-ci";
  return KINDS.map((kind): KindChoice => {
    const own = files.filter((file) => file.kind === kind);
    const other = INSTEAD[kind];
    const taken = other !== undefined && known.has(other) && !known.has(kind);
    const missing = own.some(({ state }) => state === "create") && !taken && kind !== elsewhere;
    return { kind, label: kindTitle(kind), description: described(own), picked: known.has(kind) || missing };
  });
}

const WRITTEN_BEFORE: ReadonlySet<FileState> = new Set(["unchanged", "update", "merge", "conflict"]);

function described(files: readonly MergedFile[]): string {
  const count = (...states: FileState[]): number => files.filter(({ state }) => states.includes(state)).length;
  const [created, changed, conflicts] = [count("create"), count("update", "merge"), count("conflict")];
  const [present, same] = [count("exists", "blocked"), count("unchanged", "adopt")];
  if (files.length > 0 && same === files.length) return l10n.t("{0}, all unchanged", filesWord(same));
  return dotted(
    created > 0 ? l10n.t("{0} new", filesWord(created)) : undefined,
    changed > 0 ? l10n.t("{0} to update", changed) : undefined,
    conflicts > 0 ? l10n.t("{0} in conflict", conflicts) : undefined,
    present === 1 ? l10n.t("1 exists and is left") : undefined,
    present > 1 ? l10n.t("{0} exist and are left", present) : undefined,
    count("removed") > 0 ? l10n.t("{0} removed by you", count("removed")) : undefined,
  );
}
