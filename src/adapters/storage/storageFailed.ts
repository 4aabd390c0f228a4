import { Fault, messageOf } from "../../base/result.ts";

const WHY: Readonly<Record<string, string>> = {
  ENOENT: "it is not there any more",
  ENOTDIR: "something that is no folder stands in its way",
  EISDIR: "a folder stands in its place",
  EACCES: "you may not",
  EPERM: "you may not",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  ELOOP: "a link stands in its place",
};

/** Does work on a file or folder; what the system refuses becomes a `StorageFailed` that says what and where. */
export async function stored<T>(failed: string, path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Fault) throw error;
    const why = WHY[String((error as { code?: unknown }).code)] ?? messageOf(error);
    throw new Fault("StorageFailed", `${failed}: ${why}. Look at ${path}.`, { cause: error });
  }
}
