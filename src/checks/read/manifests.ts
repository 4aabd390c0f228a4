import { parentOf, resolved } from "../../base/treePath.ts";
import type { Place } from "../../core/place.ts";
import { at, isMap, listAt, mapAt, type Step, textAt } from "../../core/read/value.ts";
import type { YamlDocument } from "../../core/read/yaml.ts";

/** An object of a manifest, as it is written there. */
export interface KubeObject {
  readonly kind: string;
  /** The part of `apiVersion` before the slash; empty for the core group. */
  readonly group: string;
  readonly name: string;
  /** Empty where the manifest leaves it to whoever applies it. */
  readonly namespace: string;
  readonly labels: Readonly<Record<string, unknown>>;
  readonly value: unknown;
  readonly file: string;
  /** Where a path of the object stands. */
  readonly place: (...path: readonly Step[]) => Place;
}

/** What a `kustomization.yaml` does to the objects around it. */
export interface Kustomization {
  readonly file: string;
  readonly value: unknown;
  readonly place: (...path: readonly Step[]) => Place;
  /** Files that are patches and no objects, by their path in the workspace. */
  readonly patches: readonly string[];
}

/** The objects of a document: one, those of a `List`, or none where it is something else. */
export function objectsOf(document: YamlDocument): readonly KubeObject[] {
  const { value } = document;
  if (textAt(value, "kind") === "List" && textAt(value, "apiVersion") === "v1") {
    return listAt(value, "items").flatMap((_, index) => objectAt(document, ["items", index]));
  }
  return objectAt(document, []);
}

function objectAt(document: YamlDocument, path: readonly Step[]): readonly KubeObject[] {
  const value = at(document.value, ...path);
  const [kind, apiVersion] = [at(value, "kind"), at(value, "apiVersion")];
  if (typeof kind !== "string" || typeof apiVersion !== "string") return [];
  return [
    {
      kind,
      group: apiVersion.includes("/") ? (apiVersion.split("/")[0] ?? "") : "",
      name: textAt(value, "metadata", "name") ?? textAt(value, "metadata", "generateName") ?? "without a name",
      namespace: textAt(value, "metadata", "namespace") ?? "",
      labels: mapAt(value, "metadata", "labels"),
      value,
      file: document.file,
      place: (...more) => document.place(...path, ...more),
    },
  ];
}

/** A document as a kustomization; undefined where it is none. */
export function kustomizationOf(document: YamlDocument): Kustomization | undefined {
  const { file, value, place } = document;
  const called = /(?:^|\/)kustomization\.ya?ml$/u.test(file) && isMap(value);
  if (!called && textAt(value, "kind") !== "Kustomization") return undefined;
  const named = [
    ...listAt(value, "patches").map((patch) => textAt(patch, "path")),
    ...listAt(value, "patchesJson6902").map((patch) => textAt(patch, "path")),
    ...listAt(value, "patchesStrategicMerge").map((patch) => (typeof patch === "string" ? patch : undefined)),
  ];
  const patches = named.flatMap((path) => (path === undefined ? [] : (resolved(parentOf(file), path) ?? [])));
  return { file, value, place, patches };
}
