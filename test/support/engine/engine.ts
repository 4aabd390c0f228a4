import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { cacheFolder } from "../../../tools/bootstrap.mjs";
import { BaseImages } from "./baseImages.ts";
import { openDataFolder } from "./dataFolder.ts";
import { startDaemon } from "./dockerDaemon.ts";
import type { Docker } from "./docker.ts";
import { startHostProxy } from "./hostProxy.ts";
import { keepSpace } from "./keepSpace.ts";
import { startRegistry } from "./registryServer.ts";

/** A container engine whose registries are all on this machine. */
export interface Engine {
  readonly docker: Docker;
  /** `127.0.0.1:port`. */
  readonly registry: string;
  readonly bases: BaseImages;
  stop(): Promise<void>;
}

/** Registries besides Docker Hub that generated files name images of. */
const HOSTS = ["gcr.io", "mcr.microsoft.com"];

/** Starts registry, proxy and engine. What they made in earlier runs is there again, unless it takes too much room. Needs root. */
export async function startEngine(): Promise<Engine> {
  const folder = await mkdtemp(path.join(tmpdir(), "tidegate-engine-"));
  const registry = await startRegistry(folder, cacheFolder("engine", "registry"));
  const proxy = await startHostProxy(registry.address);
  const data = await openDataFolder(cacheFolder("engine"));
  const daemon = await startDaemon({
    folder,
    data: data.path,
    mirror: registry.address,
    proxy: proxy.url,
    hosts: HOSTS,
  });
  await keepSpace(daemon.docker, data.path);
  const stop = async (): Promise<void> => {
    await daemon.stop();
    await data.close();
    await proxy.stop();
    await registry.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { docker: daemon.docker, registry: registry.address, bases: new BaseImages(daemon.docker, registry), stop };
}
