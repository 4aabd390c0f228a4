/**
 * `npm start`: the sample workspace on the embedded cluster, in VS Code in the browser, with a rollout to watch and
 * an approval to answer. `--desktop` opens the VS Code that is installed instead, `--tour` walks the way by itself in
 * Chromium and writes the pictures of the documentation, `--port N` chooses the port.
 */
import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureSystem, root } from "./bootstrap.mjs";
import { openDesktop } from "./start/desktop.ts";
import { embeddedCluster } from "./start/embeddedCluster.ts";
import { askForProduction, shipToStaging, type Stage } from "./start/openingScene.ts";
import { sampleWorkspace } from "./start/sampleWorkspace.ts";
import { installWorkbench } from "./workbench/install.ts";
import { installExtension, serveWorkbench } from "./workbench/serve.ts";

const { values } = parseArgs({
  options: {
    desktop: { type: "boolean", default: false },
    tour: { type: "boolean", default: false },
    port: { type: "string", default: "8470" },
  },
});
const vsix = join(root, ".cache", "tidegate.vsix");

ensureSystem({ git: "git", ...(values.tour ? { "/usr/bin/chromium": "chromium" } : {}) });
packExtension();
if (values.tour) {
  const { tour } = await import("./start/tour.ts");
  await tour();
} else {
  await show();
}

/** Everything lives in one temporary folder and ends with this process. */
async function show(): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), "tidegate-start-"));
  const cluster = await embeddedCluster(join(home, "kubeconfig"));
  const sample = await sampleWorkspace();
  const stage: Stage = { folder: sample.folder, kubeconfig: cluster.kubeconfig };
  try {
    await askForProduction(stage);
    if (values.desktop) await openDesktop(stage.folder, vsix, home, stage.kubeconfig);
    const stop = values.desktop ? async (): Promise<void> => undefined : await serve(home, stage);
    await shipToStaging(stage);
    console.log("Press Ctrl+C to end it; the sample and its cluster go with it.");
    await stopped();
    await stop();
  } finally {
    await cluster.stop();
    await sample.remove();
    await rm(home, { recursive: true, force: true });
  }
}

async function serve(home: string, stage: Stage): Promise<() => Promise<void>> {
  const entry = await installWorkbench();
  const [extensionsDir, userDataDir] = [join(home, "extensions"), join(home, "user")];
  await mkdir(extensionsDir);
  await installExtension(entry, vsix, extensionsDir, userDataDir);
  const port = Number(values.port);
  const env = { KUBECONFIG: stage.kubeconfig };
  const workbench = await serveWorkbench({ entry, extensionsDir, userDataDir, env, port });
  console.log(`\nOpen ${workbench.url}&folder=${encodeURIComponent(stage.folder)}`);
  console.log("Tidegate is the gate in the activity bar. An approval for production waits for your answer.\n");
  return () => workbench.stop();
}

function stopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve());
  });
}

function packExtension(): void {
  console.error("Building the extension…");
  const { status } = spawnSync("node", ["tools/package.ts", vsix], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (status !== 0) process.exit(status ?? 1);
}
