import { jsonEqual } from "../../store/freeze.ts";
import { dig, isMembers, type Members, membersOf, textOf } from "../json.ts";
import type { Schema } from "../schema/schema.ts";
import { type Fields, type FieldSet, fieldsOf } from "./fields.ts";

const ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";
/** Only kubectl's own server-side apply goes on from what its client-side apply left; other managers are their own. */
const KUBECTL = "kubectl";

/** Fields that client-side apply wrote and that still are as it wrote them: kubectl may take them over unasked. */
export function leftByClientSideApply(schema: Schema, live: Members, liveFields: Fields, manager: string): FieldSet {
  const noted = notedIn(live);
  if (manager !== KUBECTL || noted === undefined) return new Set();
  const same = [...fieldsOf(schema, noted)].filter(([path, value]) => jsonEqual(liveFields.get(path), value));
  return new Set(same.map(([path]) => path));
}

/** Notes the configuration where client-side apply noted its own, so that going back to it finds what is true now. */
export function noteLastApplied(object: Members, applied: Members, manager: string): Members {
  if (manager !== KUBECTL || notedIn(object) === undefined) return object;
  const metadata = membersOf(object["metadata"]);
  const annotations = { ...membersOf(metadata["annotations"]), [ANNOTATION]: `${JSON.stringify(applied)}\n` };
  return { ...object, metadata: { ...metadata, annotations } };
}

function notedIn(object: Members): Members | undefined {
  const text = textOf(membersOf(dig(object, "metadata", "annotations"))[ANNOTATION]);
  if (text === "") return undefined;
  try {
    const noted: unknown = JSON.parse(text);
    return isMembers(noted) ? noted : undefined;
  } catch {
    return undefined;
  }
}
