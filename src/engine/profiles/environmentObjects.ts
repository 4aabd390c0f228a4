import { isAtOrBelow, lastStep, parentOf } from "../../base/treePath.ts";
import { type Kustomization, objectsOf } from "../../checks/read/manifests.ts";
import type { Workspace } from "../../checks/workspace.ts";
import { textAt } from "../../core/read/value.ts";
import type { FoundObject } from "./foundObject.ts";
import { rendered } from "./rendered.ts";

/** Where the objects of an environment come from. */
export interface EnvironmentObjects {
  readonly objects: readonly FoundObject[];
  /** Why nothing can be said of what is not among them; undefined where they are all. A clause. */
  readonly doubt: string | undefined;
}

interface Wanted {
  readonly environment: string;
  readonly namespace: string;
  /** The application's folder, from the workspace's; empty or `.` for that itself. */
  readonly path: string;
}

/**
 * The manifests of an environment: what its Kustomize overlay makes, found by its folder's name or its namespace; else
 * the manifests that name its namespace; else those that name none and so are for all environments.
 */
export function environmentObjects(workspace: Workspace, wanted: Wanted): EnvironmentObjects {
  const overlay = overlayOf(workspace.kustomizations, wanted);
  const unread = workspace.unread.manifests[0];
  const doubt = unread === undefined ? undefined : `${unread.file} could not be read: ${unread.why}`;
  if (overlay !== undefined) return { objects: rendered(workspace, overlay), doubt };
  const all: readonly FoundObject[] = workspace.documents
    .filter(({ file }) => workspace.kustomizations.every(({ patches }) => !patches.includes(file)))
    .flatMap(objectsOf);
  const own = all.filter(({ namespace }) => namespace === wanted.namespace);
  const shared = all.filter(({ namespace }) => namespace === "");
  const objects = own.length > 0 ? own : shared;
  if (objects.length > 0) return { objects, doubt };
  return { objects, doubt: doubt ?? "no manifest of the workspace is for this environment" };
}

function overlayOf(kustomizations: readonly Kustomization[], { environment, namespace, path }: Wanted) {
  const near = kustomizations.filter(({ file }) => path === "" || isAtOrBelow(file, path));
  for (const among of [near, kustomizations]) {
    const found =
      among.find(({ file }) => lastStep(parentOf(file)) === environment) ??
      among.find(({ value }) => textAt(value, "namespace") === namespace);
    if (found !== undefined) return found;
  }
  return undefined;
}
