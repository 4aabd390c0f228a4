import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../bootstrap.mjs";
import { openWorkbench, type Theme, type Workbench } from "../../test/workbench/support/workbench.ts";
import { embeddedCluster } from "./embeddedCluster.ts";
import type { Stage } from "./openingScene.ts";
import { sampleWorkspace } from "./sampleWorkspace.ts";

/** Where the documentation has its pictures. */
export const PICTURES = join(root, "docs", "pictures");
const SIZE = { width: 1280, height: 800 };

/** What is played in a scene. */
export type Play = (workbench: Workbench, stage: Stage) => Promise<void>;

/** How a scene differs from the usual one. */
export interface Setting {
  readonly prepare?: (stage: Stage) => Promise<void>;
  readonly size?: { readonly width: number; readonly height: number };
}

/** Opens the sample workspace on an embedded cluster of its own in the real workbench, and plays. */
export async function scene(theme: Theme, play: Play, { prepare, size = SIZE }: Setting = {}): Promise<void> {
  console.error(`The tour in ${theme}…`);
  const home = await mkdtemp(join(tmpdir(), "tidegate-tour-"));
  const cluster = await embeddedCluster(join(home, "kubeconfig"));
  const sample = await sampleWorkspace();
  const stage = { folder: sample.folder, kubeconfig: cluster.kubeconfig };
  await prepare?.(stage);
  const env = { KUBECONFIG: stage.kubeconfig };
  const workbench = await openWorkbench({ folder: stage.folder, theme, env, size });
  try {
    await workbench.sidebar.open();
    await workbench.sidebar.widen(500);
    await workbench.sidebar
      .view("Environments")
      .row(/production.*healthy/u)
      .waitFor();
    await play(workbench, stage);
  } finally {
    await workbench.close();
    await cluster.stop();
    await sample.remove();
    await rm(home, { recursive: true, force: true });
  }
}
