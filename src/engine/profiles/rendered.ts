import { lastStep, parentOf, resolved } from "../../base/treePath.ts";
import { type Kustomization, objectsOf } from "../../checks/read/manifests.ts";
import type { Workspace } from "../../checks/workspace.ts";
import { listAt, type Step, textAt, textsAt } from "../../core/read/value.ts";
import { type FoundObject, overwritten } from "./foundObject.ts";
import { type Patch, patched, patchesOf } from "./patches.ts";
import { withValue } from "./patchValue.ts";

/** How many kustomizations are looked into: some may name others, or themselves, many times over. */
const MOST = 200;
/** Bounds how deep they are followed. */
const DEEPEST = 12;

/** How many may still be looked into. */
interface Budget {
  left: number;
}

/** What a kustomization makes of the manifests around it, as far as files tell: nothing is fetched and nothing run. */
export function rendered(workspace: Workspace, kustomization: Kustomization): readonly FoundObject[] {
  return objectsOfAll(workspace, kustomization, 0, { left: MOST });
}

function objectsOfAll(
  workspace: Workspace,
  kustomization: Kustomization,
  depth: number,
  budget: Budget,
): readonly FoundObject[] {
  budget.left -= 1;
  if (depth > DEEPEST || budget.left < 0) return [];
  const folder = parentOf(kustomization.file);
  const named = ["resources", "bases", "components"].flatMap((key) => textsAt(kustomization.value, key));
  const objects = named.flatMap((path) => {
    const place = resolved(folder, path);
    return place === undefined ? [] : objectsAt(workspace, place, depth, budget);
  });
  const patches = patchesOf(kustomization, (path) => patchFile(workspace, resolved(folder, path)));
  return objects
    .flatMap((object) => patches.reduce<readonly FoundObject[]>((now, patch) => applied(now, patch), [object]))
    .map((object) => placed(kustomization, counted(kustomization, imaged(kustomization, object))));
}

function applied(objects: readonly FoundObject[], patch: Patch): readonly FoundObject[] {
  return objects.flatMap((object) => patched(object, patch) ?? []);
}

function objectsAt(workspace: Workspace, path: string, depth: number, budget: Budget): readonly FoundObject[] {
  const folder = workspace.kustomizations.find(
    ({ file }) => parentOf(file) === path && /^kustomization\.ya?ml$/u.test(lastStep(file)),
  );
  if (folder !== undefined) return objectsOfAll(workspace, folder, depth + 1, budget);
  return workspace.documents.filter(({ file }) => file === path).flatMap(objectsOf);
}

function patchFile({ documents }: Workspace, path: string | undefined): readonly Patch[] {
  return documents.filter(({ file }) => file === path).map(({ value, place }) => ({ target: value, value, place }));
}

/** `replicas:` of the kustomization. */
function counted({ value, place }: Kustomization, object: FoundObject): FoundObject {
  return listAt(value, "replicas").reduce<FoundObject>((now, one, index) => {
    const scalable = now.kind === "Deployment" || now.kind === "StatefulSet";
    if (!scalable || textAt(one, "name") !== now.name) return now;
    const path: readonly Step[] = ["spec", "replicas"];
    const count = Number(textAt(one, "count"));
    return overwritten(now, withValue(now.value, path, count), [
      { path, place: () => place("replicas", index, "count") },
    ]);
  }, object);
}

/** `images:` of the kustomization. */
function imaged({ value, place }: Kustomization, object: FoundObject): FoundObject {
  const base: readonly Step[] = ["spec", "template", "spec", "containers"];
  return listAt(value, "images").reduce<FoundObject>((now, one, index) => {
    const name = textAt(one, "name");
    return listAt(now.value, ...base).reduce<FoundObject>((then, container, position) => {
      const image = textAt(container, "image") ?? "";
      if (name === undefined || nameOf(image) !== name) return then;
      const path = [...base, position, "image"];
      const to = withTag(textAt(one, "newName") ?? name, image.slice(name.length), one);
      return overwritten(then, withValue(then.value, path, to), [{ path, place: () => place("images", index) }]);
    }, now);
  }, object);
}

function withTag(name: string, before: string, entry: unknown): string {
  const [digest, tag] = [textAt(entry, "digest"), textAt(entry, "newTag")];
  if (digest !== undefined) return `${name}@${digest}`;
  return tag === undefined ? name + before : `${name}:${tag}`;
}

/** An image without its tag and digest. */
function nameOf(image: string): string {
  const [name = ""] = image.split("@");
  const slash = name.lastIndexOf("/");
  const colon = name.indexOf(":", slash);
  return colon < 0 ? name : name.slice(0, colon);
}

/** `namespace:` of the kustomization. */
function placed({ value }: Kustomization, object: FoundObject): FoundObject {
  const namespace = textAt(value, "namespace");
  return namespace === undefined || object.kind === "Namespace" ? object : { ...object, namespace };
}
