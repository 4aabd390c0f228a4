import { at, isMap, listAt, mapAt, numberAt, type Step, textAt } from "../../../core/read/value.ts";
import { podPath } from "../manifest/podPaths.ts";
import type { KubeObject } from "./objects.ts";

/** What starts pods, with the labels that they get. */
export interface PodOwner {
  readonly object: KubeObject;
  readonly labels: Readonly<Record<string, string>>;
  /** The path of the pod's spec in the object. */
  readonly spec: readonly string[];
}

/** Everything of the tree that starts pods, also of kinds that only a cluster's operators know. */
export function podOwners(objects: readonly KubeObject[]): readonly PodOwner[] {
  return objects.flatMap((object) => {
    const spec = podPath(object.kind) ?? ["spec", "template", "spec"];
    const owner = spec.slice(0, -1);
    if (!isMap(at(object.value, ...spec))) return [];
    return [{ object, spec, labels: textsOf(at(object.value, ...owner, "metadata", "labels")) }];
  });
}

/** The values of a mapping that are texts; of numbers and the like, their text. */
export function textsOf(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.keys(mapAt(value)).flatMap((key) => {
      const text = textAt(value, key);
      return text === undefined ? [] : [[key, text] as const];
    }),
  );
}

/** Whether pods with these labels have all that a selector asks for. An empty selector is everybody's. */
export function selects(selector: Readonly<Record<string, string>>, labels: Readonly<Record<string, string>>): boolean {
  return Object.entries(selector).every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value);
}

/** A port that a container says it listens on. */
export interface PodPort {
  readonly name: string | undefined;
  readonly number: number | undefined;
  readonly path: readonly Step[];
}

/** The ports of a pod's containers, sidecars among them. */
export function portsOf({ object, spec }: PodOwner): readonly PodPort[] {
  return ["containers", "initContainers"].flatMap((list) =>
    listAt(object.value, ...spec, list).flatMap((container, index) =>
      listAt(container, "ports").map((port, number) => ({
        name: textAt(port, "name"),
        number: numberAt(port, "containerPort"),
        path: [...spec, list, index, "ports", number],
      })),
    ),
  );
}
