import { commonFolder } from "../../../base/treePath.ts";
import type { NodeFacts } from "../../facts/ecosystemFacts.ts";
import { installFilesOf } from "./installFiles.ts";
import { nativeAmong } from "./nativePackages.ts";
import type { PackageSubject } from "./packageSubject.ts";
import { runnerOf } from "./workspaceTool.ts";

interface Given {
  readonly needsModules: boolean;
  readonly standalone?: boolean | undefined;
  readonly prisma?: NodeFacts["prisma"];
}

/** What the build of an image of a package needs to know. */
export function nodeFacts(subject: PackageSubject, { needsModules, standalone, prisma }: Given): NodeFacts {
  const { folder, manifest, install, packages, local, group } = subject;
  const manifests = [manifest, ...local.flatMap((path) => packages.at.get(path) ?? [])];
  const names = manifests.flatMap(({ dependencies }) => Object.keys(dependencies));
  const runner = group === undefined ? undefined : runnerOf(folder.root, group.root);
  return {
    kind: "node",
    // A package that is linked from beside is built from above the two.
    root: [install.root, ...local].reduce(commonFolder),
    manager: install.manager,
    ...(install.lockFile !== undefined && { lockFile: install.lockFile }),
    ...(manifest.name !== undefined && { packageName: manifest.name }),
    installFiles: installFilesOf(subject),
    localDependencies: local,
    native: nativeAmong(names),
    needsModules,
    ...(standalone !== undefined && { standalone }),
    ...(prisma !== undefined && { prisma }),
    ...(runner !== undefined && { runner }),
  };
}
