import { isMap, listAt, textAt } from "../../../core/read/value.ts";
import type { YamlPart } from "../yaml/yamlText.ts";

/** The objects of a document: itself, or those of a `List`, each with where it stands. */
export function objectParts(part: YamlPart): readonly YamlPart[] {
  const { value } = part;
  if (!(textAt(value, "kind") ?? "").endsWith("List") || !isMap(value)) return [part];
  return listAt(value, "items").map((item, index) => ({
    value: item,
    keyRange: (...path) => part.keyRange("items", index, ...path),
    valueRange: (...path) => part.valueRange("items", index, ...path),
    entries: (...path) => part.entries("items", index, ...path),
  }));
}
