import type { FileWriter } from "../../core/ports/fileWriter.ts";
import { COMPOSE_NAMES } from "../../core/read/composeFile.ts";
import type { MergedFile } from "../../scaffold/merge/mergedFile.ts";

/** The compose file of a workspace's root, whoever wrote it: the first of those that compose looks for. */
export async function composeFileIn(files: FileWriter): Promise<string | undefined> {
  const seen = await files.look(COMPOSE_NAMES);
  return COMPOSE_NAMES.find((name) => (seen.get(name)?.state ?? "missing") !== "missing");
}

/** What a person should know whose own compose file stays as it is: the files of environments are not for that one. */
export function ownComposeNotes(
  files: readonly Pick<MergedFile, "path" | "state">[],
  composeFile: string | undefined,
): readonly string[] {
  const own = files.find(({ path }) => path === composeFile);
  if (own?.state !== "exists") return [];
  return [
    `${own.path} was there before and is left as it is. Files such as compose.production.yaml are for the generated one: take it with --take existing, or name these services in yours.`,
  ];
}
