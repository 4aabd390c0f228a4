import { spawnSync } from "node:child_process";
import { root } from "../bootstrap.mjs";

let packed = false;

/** Builds and packs the release that the workbench installs, once a run. */
export function packExtension(): void {
  if (packed) return;
  const { status } = spawnSync("node", ["tools/package.ts", ".cache/tidegate.vsix"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
  });
  if (status !== 0) throw new Error("The extension could not be packed: see the lines above.");
  packed = true;
}
