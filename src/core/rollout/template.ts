import { canonicalJson, digest } from "../../base/hash.ts";
import type { PodTemplate } from "./objects.ts";
import { type Bag, at, bag, items, text } from "./read.ts";

const HASH_LABEL = "pod-template-hash";

/**
 * A template as its owner wrote it: without the hash label that the Deployment controller adds, without the marks
 * that a ControllerRevision or an older server leaves. Members stay in their order, so that a diff shows only changes.
 */
export function bareTemplate(template: unknown): PodTemplate {
  const { $patch: _patch, ...rest } = bag(template);
  return withMember(rest, "metadata", bareMetadata(rest["metadata"]));
}

function bareMetadata(metadata: unknown): Bag {
  const { creationTimestamp: _created, ...rest } = bag(metadata);
  const { [HASH_LABEL]: _hash, ...labels } = bag(rest["labels"]);
  return withMember(rest, "labels", labels);
}

/** An object with another member in the place of the old one, or without it where the other is empty. */
function withMember(object: Bag, name: string, member: Bag): Bag {
  if (Object.keys(member).length > 0) return { ...object, [name]: member };
  const { [name]: _old, ...rest } = object;
  return rest;
}

/** Digest of the bare template, as served: two templates with the same digest run the same pods. */
export function templateHash(template: unknown): string {
  return digest(bareTemplate(template));
}

/** Whether two templates run the same pods. Images part most of them, and are far quicker to compare. */
export function sameTemplate(a: unknown, b: unknown): boolean {
  if (canonicalJson(imagesOf(a)) !== canonicalJson(imagesOf(b))) return false;
  return canonicalJson(bareTemplate(a)) === canonicalJson(bareTemplate(b));
}

/** Images by container name, of a template or a pod; init containers and sidecars included. */
export function imagesOf(templateOrPod: unknown): Readonly<Record<string, string>> {
  const spec = at(templateOrPod, "spec");
  const containers = [...items(at(spec, "initContainers")), ...items(at(spec, "containers"))];
  return Object.fromEntries(
    containers.flatMap((container) => {
      const name = text(at(container, "name"));
      return name === undefined ? [] : [[name, text(at(container, "image")) ?? ""]];
    }),
  );
}

/** Whether a pod runs at least every container of a template with the template's images. */
export function runsImagesOf(pod: unknown, template: unknown): boolean {
  const running = imagesOf(pod);
  return Object.entries(imagesOf(template)).every(([name, image]) => running[name] === image);
}
