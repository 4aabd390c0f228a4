import { dig, type Members, membersOf, textOf } from "../json.ts";
import type { StatusCause } from "../status.ts";
import { barred, tooLong, wrong } from "./causes.ts";
import { validateLabels } from "./validateLabels.ts";

/** Names and values of all annotations together (`TotalAnnotationSizeLimitB`). */
const ANNOTATION_BYTES = 256 * 1024;
/** Finalizers that need no domain. */
const STANDARD_FINALIZERS = new Set(["kubernetes", "orphan", "foregroundDeletion"]);

/** The rules for labels, annotations and finalizers, as the real server words them. */
export function validateMetadata(object: Members): StatusCause[] {
  const metadata = membersOf(object["metadata"]);
  const annotations = Object.entries(membersOf(metadata["annotations"]));
  const bytes = annotations.reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(textOf(value)),
    0,
  );
  return [
    ...validateLabels(metadata, "metadata"),
    ...(bytes > ANNOTATION_BYTES ? [tooLong("metadata.annotations", ANNOTATION_BYTES)] : []),
    ...finalizersOf(object).flatMap((name, index) => {
      if (name.includes("/") || STANDARD_FINALIZERS.has(name)) return [];
      const why = "name is neither a standard finalizer name nor is it fully qualified";
      return [wrong(`metadata.finalizers[${index}]`, name, why)];
    }),
  ];
}

/** An object under deletion may lose finalizers but not gain any. */
export function validateFinalizers(before: Members, after: Members): StatusCause[] {
  if (dig(before, "metadata", "deletionTimestamp") === undefined) return [];
  const added = finalizersOf(after).filter((name) => !finalizersOf(before).includes(name));
  if (added.length === 0) return [];
  const found = `[]string{${added.map((name) => JSON.stringify(name)).join(", ")}}`;
  const why = `no new finalizers can be added if the object is being deleted, found new finalizers ${found}`;
  return [barred("metadata.finalizers", why)];
}

function finalizersOf(object: Members): string[] {
  const list = dig(object, "metadata", "finalizers");
  return Array.isArray(list) ? list.map(textOf) : [];
}
