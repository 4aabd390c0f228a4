import type { Kustomization } from "../../checks/read/manifests.ts";
import type { Place } from "../../core/place.ts";
import { at, isMap, listAt, type Step, textAt } from "../../core/read/value.ts";
import { readYaml } from "../../core/read/yaml.ts";
import { type FoundObject, overwritten } from "./foundObject.ts";
import { changedPaths, merged, withValue } from "./patchValue.ts";

/** One patch: what it is laid upon, what it says, and where it stands. */
export interface Patch {
  readonly target: unknown;
  readonly value: unknown;
  readonly place: (...path: readonly Step[]) => Place;
}

/** The patches that a kustomization holds or names, in order. `read` gives the documents of a file. */
export function patchesOf(kustomization: Kustomization, read: (path: string) => readonly Patch[]): readonly Patch[] {
  const { value } = kustomization;
  return [
    ...listAt(value, "patchesStrategicMerge").flatMap((one) => (typeof one === "string" ? read(one) : [])),
    ...["patchesJson6902", "patches"].flatMap((key) =>
      listAt(value, key).flatMap((one, index) => patchesAt(kustomization, key, one, index, read)),
    ),
  ];
}

function patchesAt(
  { file, place }: Kustomization,
  key: string,
  entry: unknown,
  index: number,
  read: (path: string) => readonly Patch[],
): readonly Patch[] {
  const target = at(entry, "target");
  const path = textAt(entry, "path");
  if (path !== undefined) return read(path).map((one) => ({ ...one, target: target ?? one.target }));
  const parsed = readYaml(file, textAt(entry, "patch") ?? "");
  const here = (): Place => place(key, index, "patch");
  return parsed.ok ? parsed.documents.map(({ value }) => ({ target: target ?? value, value, place: here })) : [];
}

/** The object after a patch; the same where it is not meant, undefined where it is taken away. */
export function patched(object: FoundObject, patch: Patch): FoundObject | undefined {
  if (!isMeant(object, patch)) return object;
  if (Array.isArray(patch.value)) return withOperations(object, patch.value, patch);
  if (textAt(patch.value, "$patch") === "delete") return undefined;
  const after = merged(object.value, withoutNames(patch.value));
  const parts = changedPaths(object.value, after).map((path) => ({ path, place: () => patch.place(...path) }));
  return overwritten(object, after, parts);
}

/** What a patch says of itself names it, and changes nothing. */
function withoutNames(value: unknown): Readonly<Record<string, unknown>> {
  const entries = Object.entries(isMap(value) ? value : {});
  return Object.fromEntries(entries.filter(([key]) => !["kind", "apiVersion", "metadata"].includes(key)));
}

/** A target names kind and name; either may be left out, and a patch without a target names itself. One by labels is not followed. */
function isMeant({ kind, name }: FoundObject, { target }: Patch): boolean {
  if (textAt(target, "labelSelector") !== undefined || textAt(target, "annotationSelector") !== undefined) return false;
  const wantedKind = textAt(target, "kind");
  const wantedName = textAt(target, "name") ?? textAt(target, "metadata", "name");
  return (wantedKind ?? kind) === kind && (wantedName ?? name) === name && (wantedKind ?? wantedName) !== undefined;
}

function withOperations(object: FoundObject, operations: readonly unknown[], { place }: Patch): FoundObject {
  return operations.reduce<FoundObject>((now, one, index) => {
    const path = stepsOf(textAt(one, "path") ?? "");
    const op = textAt(one, "op");
    if (path.length === 0 || (op !== "replace" && op !== "add" && op !== "remove")) return now;
    const to = op === "remove" ? undefined : at(one, "value");
    return overwritten(now, withValue(now.value, path, to), [{ path, place: () => place(index) }]);
  }, object);
}

/** The steps of a JSON pointer; numbers are indices. */
function stepsOf(pointer: string): readonly Step[] {
  return pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((step) => (/^\d{1,6}$/u.test(step) ? Number(step) : step));
}
