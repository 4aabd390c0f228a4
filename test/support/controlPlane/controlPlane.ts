import { generateKeyPairSync } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { buildControlPlane } from "../../../tools/controlplane/build.ts";
import { type ApiServerOptions, caFileOf, startApiServer } from "./apiServer.ts";
import type { Connection } from "./connection.ts";
import { startControllers } from "./controllers.ts";
import { startEtcd } from "./etcd.ts";
import { type KubeconfigOptions, writeKubeconfig } from "./kubeconfig.ts";
import { applyManifest } from "./kubectl.ts";
import { startKwok } from "./kwok.ts";
import { addFakeNodes } from "./nodes.ts";
import { freePorts, startHungServer } from "./ports.ts";
import { pollUntil, type RunningProcess } from "./processes.ts";
import { request } from "./request.ts";
import { makeTemporaryFolder } from "./temporaryFolder.ts";
import { clusterGrants, makeTokens, tokenFile } from "./users.ts";

export interface ControlPlaneOptions {
  /** How many nodes kwok plays from the start. Default 3. */
  readonly fakeNodes?: number;
}

/** Two seconds on an idle machine. */
const READY_MS = 120_000;

/** A Kubernetes control plane of our own, on loopback, with kwok's nodes; all of it is gone after `stop`. */
export interface ControlPlane {
  /** What workers and other processes need to use it. */
  readonly connection: Connection;
  readonly url: string;
  readonly caFile: string;
  readonly adminToken: string;
  /** Writes a kubeconfig of one or several contexts. */
  kubeconfig(file: string, options?: KubeconfigOptions): Promise<void>;
  /** Applies objects or YAML server-side as the administrator. */
  applyManifest(manifest: string | readonly object[]): Promise<void>;
  /** Adds that many nodes more and returns when all are ready. */
  addNodes(count: number): Promise<void>;
  /** Ends the API server at once: connections break off, nothing answers on its port. */
  stopApiServer(): Promise<void>;
  /** Starts the API server at the address it had, ending it first where it runs; what it held is kept. */
  restartApiServer(): Promise<void>;
  /** Ends every process, waits until they are gone and removes their files. */
  stop(): Promise<void>;
}

/** Builds what is missing (ten minutes once) and starts it all (a few seconds). Throws with the log of what failed. */
export async function startControlPlane(options: ControlPlaneOptions = {}): Promise<ControlPlane> {
  const { bin } = await buildControlPlane();
  const folder = await makeTemporaryFolder("cluster");
  const undo: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })];
  try {
    return await start(bin, folder, options, undo);
  } catch (error) {
    await unwind(undo);
    throw error;
  }
}

async function start(
  bin: string,
  folder: string,
  options: ControlPlaneOptions,
  undo: (() => Promise<void>)[],
): Promise<ControlPlane> {
  const [client = 0, peer = 0, api = 0, controllerManager = 0, scheduler = 0, kwokPort = 0] = await freePorts(6);
  const hung = await startHungServer();
  undo.push(hung.stop);
  const connection: Connection = {
    url: `https://127.0.0.1:${api}`,
    caFile: caFileOf(folder),
    tokens: makeTokens(),
    bin,
    folder,
    hungPort: hung.port,
  };
  await writeSecrets(connection);
  undo.push(stopping(await startEtcd(bin, folder, { client, peer })));
  const server = apiServerSwitch({ bin, folder, port: api, etcdPort: client }, connection);
  undo.push(() => server.stop());
  await server.start();
  const kubeconfig = path.join(folder, "admin.kubeconfig");
  await writeKubeconfig(connection, kubeconfig, { contexts: ["admin"] });
  const controllersKubeconfig = path.join(folder, "controllers.kubeconfig");
  await writeKubeconfig(connection, controllersKubeconfig, { contexts: ["controllers"] });
  const ports = { controllerManager, scheduler };
  const controllers = startControllers({ bin, folder, kubeconfig, controllersKubeconfig, ports });
  undo.push(async () => void (await Promise.all(controllers.map((part) => part.stop()))));
  undo.push(stopping(await startKwok({ bin, folder, kubeconfig, port: kwokPort })));
  await applyManifest(connection, clusterGrants());
  const controlPlane = handle(connection, server, () => unwind(undo));
  await controlPlane.addNodes(options.fakeNodes ?? 3);
  await pollUntil("the first namespace to be served by the controllers", READY_MS, () => controllersWork(connection));
  return controlPlane;
}

function handle(connection: Connection, server: ApiServerSwitch, stop: () => Promise<void>): ControlPlane {
  let nodes = 0;
  return {
    connection,
    url: connection.url,
    caFile: connection.caFile,
    adminToken: connection.tokens.admin,
    kubeconfig: (file, options) => writeKubeconfig(connection, file, options),
    applyManifest: (manifest) => applyManifest(connection, manifest),
    addNodes: async (count) => {
      await addFakeNodes(connection, count, nodes);
      nodes += count;
      await pollUntil(`${nodes} nodes to be ready`, READY_MS, async () => (await readyNodes(connection)) >= nodes);
    },
    stopApiServer: () => server.stop(),
    restartApiServer: async () => {
      await server.stop();
      await server.start();
    },
    stop,
  };
}

interface ApiServerSwitch {
  start(): Promise<void>;
  stop(): Promise<void>;
}

function apiServerSwitch(options: ApiServerOptions, connection: Connection): ApiServerSwitch {
  let server: RunningProcess | undefined;
  return {
    start: async () => {
      server = await startApiServer(options, async () => (await request(connection, "/readyz")).status === 200);
    },
    stop: async () => {
      // Killed, not asked: it would wait for its watchers, and what it stores is etcd's.
      await server?.stop(0);
      server = undefined;
    },
  };
}

async function writeSecrets({ folder, tokens }: Connection): Promise<void> {
  await mkdir(path.join(folder, "certificates"));
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  await writeFile(path.join(folder, "service-account.pem"), privateKey.export({ type: "pkcs8", format: "pem" }));
  await writeFile(path.join(folder, "tokens.csv"), tokenFile(tokens), { mode: 0o600 });
}

async function readyNodes(connection: Connection): Promise<number> {
  const { body } = await request(connection, "/api/v1/nodes");
  const { items } = JSON.parse(body) as { items: { status?: { conditions?: { type: string; status: string }[] } }[] };
  return items.filter(({ status }) => status?.conditions?.some((one) => one.type === "Ready" && one.status === "True"))
    .length;
}

/** The service account controller makes this object; before it does, the other controllers may not run either. */
async function controllersWork(connection: Connection): Promise<boolean> {
  return (await request(connection, "/api/v1/namespaces/default/serviceaccounts/default")).status === 200;
}

function stopping(part: RunningProcess): () => Promise<void> {
  return () => part.stop();
}

/** Last started, first stopped; what one step throws does not keep the others from running. */
async function unwind(undo: (() => Promise<void>)[]): Promise<void> {
  const errors: unknown[] = [];
  for (let step = undo.pop(); step !== undefined; step = undo.pop()) {
    await step().catch((error: unknown) => errors.push(error));
  }
  if (errors.length > 0) throw new AggregateError(errors, "The control plane did not stop cleanly.");
}
