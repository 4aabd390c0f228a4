import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Connection } from "../controlPlane/connection.ts";
import { kubectl, mustKubectl } from "../controlPlane/kubectl.ts";
import { pollUntil } from "../controlPlane/processes.ts";

const run = promisify(execFile);

/** Go modules that carry the definitions, with the checksums of what is in them. */
const MODULES = [
  {
    module: "github.com/argoproj/argo-rollouts@v1.10.1",
    sum: "h1:6oyVPGiHHxu3ixkT6mngemh88HLPDoTX1IwO6KNR1Y4=",
    crd: "manifests/crds/rollout-crd.yaml",
    name: "rollouts.argoproj.io",
  },
  {
    module: "github.com/argoproj/argo-cd/v3@v3.1.0",
    sum: "h1:2+gPskQKCyPC9DzRSWQ1AvmS3WiIlRR7bKz/FO3DozI=",
    crd: "manifests/crds/application-crd.yaml",
    name: "applications.argoproj.io",
  },
] as const;

const SERVED_MS = 60_000;

/** Installs Argo's own definitions of rollouts and applications; its controllers are not there. */
export async function installArgoKinds(connection: Connection): Promise<void> {
  for (const { module, sum, crd, name } of MODULES) {
    const text = await readFile(join(await fetched(module, sum), crd), "utf8");
    await mustKubectl(connection, ["apply", "--server-side", "--force-conflicts", "-f", "-"], { input: text });
    const served = async () => (await kubectl(connection, ["get", name, "--all-namespaces"])).code === 0;
    await pollUntil(`${name} to be served`, SERVED_MS, served);
  }
}

/** The folder of a module in Go's cache. */
async function fetched(module: string, sum: string): Promise<string> {
  // The checksum is compared here; no other place need be asked for it.
  const env = { ...process.env, GOSUMDB: "off" };
  const { stdout } = await run("go", ["mod", "download", "-json", module], { cwd: tmpdir(), env });
  const { Dir, Sum } = JSON.parse(stdout) as { readonly Dir: string; readonly Sum: string };
  if (Sum !== sum) throw new Error(`${module} is not what it was: its checksum is ${Sum}.`);
  return Dir;
}
