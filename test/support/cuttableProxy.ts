import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { parse, stringify } from "yaml";

/** A way to an API server that can be cut and mended. */
export interface CuttableProxy {
  /** A kubeconfig that leads through it. */
  readonly kubeconfig: string;
  /** Ends all connections and takes no new ones. */
  cut(): Promise<void>;
  mend(): Promise<void>;
}

interface Kubeconfig {
  "current-context"?: string;
  contexts: { name: string; context: { cluster: string } }[];
  clusters: { name: string; cluster: { server: string } }[];
}

/** Puts a proxy in front of the cluster that a context of a kubeconfig names, until the test ends. */
export async function cuttableProxy(kubeconfig: string, context: string): Promise<CuttableProxy> {
  const config = parse(await readFile(kubeconfig, "utf8")) as Kubeconfig;
  const name = config.contexts.find((one) => one.name === context)?.context.cluster;
  const cluster = config.clusters.find((one) => one.name === name)?.cluster;
  if (cluster === undefined) throw new Error(`no cluster for context ${context}`);
  const target = new URL(cluster.server);
  const sockets = new Set<Socket>();
  const server = createServer((from) => relay(from, target, sockets));
  const port = await listen(server, 0);
  const folder = await mkdtemp(join(tmpdir(), "tidegate-proxy-"));
  const file = join(folder, "kubeconfig");
  cluster.server = `${target.protocol}//127.0.0.1:${port}`;
  await writeFile(file, stringify(config), { mode: 0o600 });
  const cut = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  onTestFinished(async () => {
    if (server.listening) await cut();
    await rm(folder, { recursive: true, force: true });
  });
  return { kubeconfig: file, cut, mend: async () => void (await listen(server, port)) };
}

function relay(from: Socket, target: URL, sockets: Set<Socket>): void {
  const to = connect(Number(target.port), target.hostname);
  for (const [one, other] of [
    [from, to],
    [to, from],
  ] as const) {
    sockets.add(one);
    one.pipe(other);
    one.on("error", () => other.destroy());
    one.on("close", () => {
      sockets.delete(one);
      other.destroy();
    });
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}
