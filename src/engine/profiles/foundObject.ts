import type { Place } from "../../core/place.ts";
import type { Step } from "../../core/read/value.ts";

/** An object as it would reach the cluster, and where each of its parts was written. */
export interface FoundObject {
  readonly kind: string;
  /** The part of `apiVersion` before the slash; empty for the core group. */
  readonly group: string;
  readonly name: string;
  readonly namespace: string;
  readonly value: unknown;
  /** Where a path was written last: the patch that set it, else the manifest. */
  readonly place: (...path: readonly Step[]) => Place;
}

/** Another place for what stands below a path. */
export interface Overwritten {
  readonly path: readonly Step[];
  readonly place: () => Place;
}

/** The object with another value, and with the places of what was overwritten. */
export function overwritten(object: FoundObject, value: unknown, parts: readonly Overwritten[]): FoundObject {
  return {
    ...object,
    value,
    place: (...path) => (parts.findLast((one) => concerns(one.path, path))?.place ?? (() => object.place(...path)))(),
  };
}

/** A part that was written above or below a path tells where it stands. */
function concerns(part: readonly Step[], path: readonly Step[]): boolean {
  const common = Math.min(part.length, path.length);
  return part.slice(0, common).every((step, index) => step === path[index]);
}
