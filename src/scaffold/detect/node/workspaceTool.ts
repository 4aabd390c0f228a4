import { joinPath } from "../../../base/treePath.ts";
import type { Workspaces } from "../../facts/detection.ts";
import type { Folder } from "../folder.ts";
import { dependsOn } from "./packageJson.ts";
import { packagesOf } from "./packages.ts";
import { installOf } from "./manager.ts";

/** What holds the members together that stand under a folder; undefined where it is no workspace's root. */
export async function workspaceTool(folder: Folder): Promise<Workspaces | undefined> {
  const packages = await packagesOf(folder);
  const manifest = packages.at.get(folder.path);
  const group = packages.groups.find((one) => one.root === folder.path);
  if (manifest === undefined) return undefined;
  const runner = runnerOf(folder);
  if (runner !== undefined) return { tool: runner === "turbo" ? "turborepo" : runner, root: folder.path };
  if (group === undefined || group.members.length === 0) return undefined;
  if (folder.has("lerna.json") || dependsOn(manifest, "lerna")) return { tool: "lerna", root: folder.path };
  const { manager } = await installOf(folder, manifest, group, packages);
  return { tool: `${manager} workspaces`, root: folder.path };
}

/** What runs the scripts of a workspace's members in their order. */
export function runnerOf(root: Folder, path = "."): "turbo" | "nx" | undefined {
  const at = (name: string): boolean => root.has(joinPath(path, name));
  if (at("turbo.json") || at("turbo.jsonc")) return "turbo";
  return at("nx.json") ? "nx" : undefined;
}
