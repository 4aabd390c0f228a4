import { readWorkspace } from "../../checks/readWorkspace.ts";
import { RULES } from "../../checks/rules.ts";
import type { Workspace } from "../../checks/workspace.ts";
import { WORKSPACE_CHECKS, type WorkspaceCheckId } from "../../core/gates/registry.ts";
import type { FileTree } from "../../core/ports/fileTree.ts";
import type { Collector } from "./collector.ts";

/** The workspace as it is being read, by its tree. */
const reading = new WeakMap<FileTree, Promise<Workspace>>();

/** A collector for every check that workspace files answer. */
export const WORKSPACE_COLLECTORS = Object.fromEntries(
  Object.values(WORKSPACE_CHECKS).map(({ id, reads }) => [id, collectorOf(id as WorkspaceCheckId, reads)]),
) as Readonly<Record<WorkspaceCheckId, Collector>>;

function collectorOf(id: WorkspaceCheckId, reads: string): Collector {
  return {
    source: `workspace files: ${reads}`,
    collect: async ({ files }) => RULES[id](await workspaceIn(files)),
  };
}

/**
 * Checks that are asked for together share one reading: all of them begin before the first file has been read. The
 * next evaluation begins after it and reads anew.
 */
function workspaceIn(files: FileTree): Promise<Workspace> {
  const shared = reading.get(files);
  if (shared !== undefined) return shared;
  const begun = readWorkspace(files).finally(() => reading.delete(files));
  reading.set(files, begun);
  return begun;
}
