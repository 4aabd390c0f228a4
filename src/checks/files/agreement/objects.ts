import { at, type Step, textAt } from "../../../core/read/value.ts";
import type { FileFinding, RelatedPlace, Severity } from "../finding.ts";
import { found } from "../found.ts";
import type { FileRule } from "../../../core/rules/rule.ts";
import { objectParts } from "../manifest/items.ts";
import { readYamlText, type YamlPart } from "../yaml/yamlText.ts";
import type { FileKind } from "../fileKind.ts";

/** A text of the tree that may have to fit others. */
export interface TreeText {
  readonly path: string;
  /** Undefined for Kustomize's own files. */
  readonly kind: FileKind | undefined;
  readonly text: string;
}

/** A Kubernetes object with where it stands. */
export interface KubeObject {
  readonly file: string;
  readonly part: YamlPart;
  readonly value: unknown;
  readonly kind: string;
  readonly name: string;
  /** Undefined where something else decides it. */
  readonly namespace: string | undefined;
}

/** The objects of the tree's manifests that have a name. */
export function objectsIn(texts: readonly TreeText[]): readonly KubeObject[] {
  return texts
    .filter(({ kind }) => kind === "manifest")
    .flatMap(({ path, text }) =>
      readYamlText(text)
        .documents.flatMap(objectParts)
        .flatMap((part) => {
          const { value } = part;
          const name = textAt(value, "metadata", "name");
          const namespace = textAt(value, "metadata", "namespace");
          if (name === undefined) return [];
          return [{ file: path, part, value, kind: textAt(value, "kind") ?? "", name, namespace }];
        }),
    );
}

/** Whether two objects may lie in one namespace. */
export function mayMeet(one: KubeObject, other: KubeObject): boolean {
  return one.namespace === undefined || other.namespace === undefined || one.namespace === other.namespace;
}

/** `Deployment shop`. */
export function titleOf({ kind, name }: KubeObject): string {
  return `${kind} ${name}`;
}

/** A place in an object as something that others do not fit. */
export function placeIn(object: KubeObject, message: string, ...path: readonly Step[]): RelatedPlace {
  const { file, part } = object;
  const range = at(object.value, ...path) === undefined ? part.keyRange("metadata", "name") : part.keyRange(...path);
  return { file, range, message };
}

/** A finding at a place of an object. */
export function disagreement(
  rule: FileRule,
  severity: Severity,
  place: Pick<RelatedPlace, "file" | "range">,
  message: string,
  related: readonly RelatedPlace[] = [],
): FileFinding {
  return { ...found(rule, severity, { file: place.file, range: place.range }, message), related };
}
