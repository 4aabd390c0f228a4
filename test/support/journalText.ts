import type { RunFolder } from "../../src/core/ports/runStore.ts";

/** A run's journal as it is now, as text. */
export async function journalText(folder: Pick<RunFolder, "read">): Promise<string> {
  return new TextDecoder().decode(await folder.read());
}

/** Lines as the bytes of a journal. */
export function journalOf(lines: Iterable<string>): Uint8Array {
  return new TextEncoder().encode([...lines].map((line) => `${line}\n`).join(""));
}
