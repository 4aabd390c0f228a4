/** `npm run test:desktop`: the release build in desktop VS Code, downloaded by @vscode/test-electron. */
import { runTests } from "@vscode/test-electron";
import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "./bootstrap.mjs";

const home = await mkdtemp(join(tmpdir(), "tidegate-desktop-"));
const suite = join(home, "suite.cjs");

spawnSync("node", ["tools/bundle.ts", "--release"], { cwd: root, stdio: "inherit" });
await build({
  entryPoints: [join(root, "test", "desktop", "suite.ts")],
  outfile: suite,
  bundle: true,
  platform: "node",
  format: "cjs",
  external: ["vscode"],
});
try {
  const code = await runTests({
    extensionDevelopmentPath: root,
    extensionTestsPath: suite,
    launchArgs: [join(root, "media", "sample"), "--disable-workspace-trust", "--user-data-dir", join(home, "user")],
  });
  process.exitCode = code;
} finally {
  await rm(home, { recursive: true, force: true });
}
