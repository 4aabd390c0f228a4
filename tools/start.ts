/**
 * `npm start`: the sample workspace on the embedded cluster, in VS Code in the browser, with a rollout to watch and
 * an approval to answer. `--help` names what else it can do.
 */
import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureSystem, root } from "./bootstrap.mjs";
import { openDesktop } from "./start/desktop.ts";
import { embeddedCluster } from "./start/embeddedCluster.ts";
import { askForProduction, shipToStaging, type Stage } from "./start/openingScene.ts";
import { sampleWorkspace } from "./start/sampleWorkspace.ts";
import { startOptions } from "./start/startOptions.ts";
import { installWorkbench } from "./workbench/install.ts";
import { freePort, installExtension, serveWorkbench } from "./workbench/serve.ts";

const values = startOptions(process.argv.slice(2));
if ("say" in values) {
  (values.code === 0 ? console.log : console.error)(values.say);
  process.exit(values.code);
}
const { desktop, tour: walks, port } = values;
const vsix = join(root, ".cache", "tidegate.vsix");

ensureSystem({ git: "git", ...(walks ? { "/usr/bin/chromium": "chromium" } : {}) });
const address = desktop || walks ? undefined : await portToServe();
packExtension();
if (walks) {
  const { tour } = await import("./start/tour.ts");
  await tour();
} else {
  await show();
}

/** Everything lives in temporary folders and ends with this process, also where it is ended half way. */
async function show(): Promise<void> {
  const ends: (() => Promise<void>)[] = [];
  const ended = stopped();
  try {
    await Promise.race([ended, begin(ends)]);
    await ended;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  } finally {
    for (const end of ends.toReversed()) await end();
  }
  process.exit();
}

/** What is begun is said in `ends` at once, how it is ended. */
async function begin(ends: (() => Promise<void>)[]): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), "tidegate-start-"));
  ends.push(() => rm(home, { recursive: true, force: true, maxRetries: 3 }));
  const sample = await sampleWorkspace();
  ends.push(() => sample.remove());
  const cluster = await embeddedCluster(join(home, "kubeconfig"));
  ends.push(() => cluster.stop());
  const stage: Stage = { folder: sample.folder, kubeconfig: cluster.kubeconfig };
  await askForProduction(stage);
  if (address === undefined) await openDesktop(stage.folder, vsix, home, stage.kubeconfig);
  else ends.push(await serve(home, stage, address));
  await shipToStaging(stage);
  console.log("Press Ctrl+C to end it; the sample and its cluster go with it.");
}

async function serve(home: string, stage: Stage, at: number): Promise<() => Promise<void>> {
  const entry = await installWorkbench();
  const [extensionsDir, userDataDir] = [join(home, "extensions"), join(home, "user")];
  await mkdir(extensionsDir);
  await installExtension(entry, vsix, extensionsDir, userDataDir);
  const env = { KUBECONFIG: stage.kubeconfig };
  const workbench = await serveWorkbench({ entry, extensionsDir, userDataDir, env, port: at });
  console.log(`\nOpen ${workbench.url}&folder=${encodeURIComponent(stage.folder)}`);
  console.log("Tidegate is the gate in the activity bar. An approval for production waits for your answer.\n");
  return () => workbench.stop();
}

/** Asked for before anything is built: what has the port is most often another `npm start`. */
async function portToServe(): Promise<number> {
  try {
    return await freePort(port);
  } catch {
    console.error(`Port ${port} on 127.0.0.1 cannot be had. End what has it, or choose another: npm start -- --port 0`);
    process.exit(2);
  }
}

/** A signal comes more than once, from the terminal and from npm: each is taken, or the second would cut the end short. */
function stopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve());
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
