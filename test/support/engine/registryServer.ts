import { writeFile } from "node:fs/promises";
import path from "node:path";
import { buildRegistry } from "../../../tools/engine/buildRegistry.ts";
import { freePorts } from "../controlPlane/ports.ts";
import { type RunningProcess, startProcess, waitReady } from "../controlPlane/processes.ts";

/** An image registry on loopback. What is pushed to it stays under its storage folder. */
export interface RegistryServer {
  /** `127.0.0.1:port`. */
  readonly address: string;
  /** The digest of a tag's manifest; undefined where the registry has none. */
  digest(repository: string, reference: string): Promise<string | undefined>;
  stop(): Promise<void>;
}

/** Manifests of one platform and of many, in both notations. */
const MANIFESTS = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
].join(", ");

/** Starts the registry; `folder` takes its settings and its log. */
export async function startRegistry(folder: string, storage: string): Promise<RegistryServer> {
  const program = await buildRegistry();
  const [port = 0] = await freePorts(1);
  const address = `127.0.0.1:${port}`;
  const settings = path.join(folder, "registry.json");
  await writeFile(
    settings,
    JSON.stringify({
      version: 0.1,
      log: { level: "warn", accesslog: { disabled: true } },
      storage: { filesystem: { rootdirectory: storage } },
      http: { addr: address },
    }),
  );
  const registry: RunningProcess = startProcess({
    name: "the image registry",
    command: program,
    args: ["serve", settings],
    logFile: path.join(folder, "registry.log"),
    env: { OTEL_TRACES_EXPORTER: "none" },
  });
  await waitReady(registry, async () => (await fetch(`http://${address}/v2/`)).ok);
  return { address, digest: digestFrom(address), stop: () => registry.stop() };
}

function digestFrom(address: string): RegistryServer["digest"] {
  return async (repository, reference) => {
    const url = `http://${address}/v2/${repository}/manifests/${reference}`;
    const answer = await fetch(url, { method: "HEAD", headers: { accept: MANIFESTS } });
    return answer.ok ? (answer.headers.get("docker-content-digest") ?? undefined) : undefined;
  };
}
