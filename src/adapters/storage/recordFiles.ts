import { MOST_RECORD_BYTES, type RecordFiles } from "../../core/ports/recordFiles.ts";
import { fileWriterAt, type WriterParts } from "./writeFiles.ts";

/** The records of a workspace folder. */
export function recordFilesAt(folder: string, parts: WriterParts): RecordFiles {
  const writer = fileWriterAt(folder, { ...parts, mostBytes: MOST_RECORD_BYTES });
  return {
    look: async (path) => (await writer.look([path])).get(path) ?? { state: "missing" },
    write: (change) => writer.write([change]),
  };
}
