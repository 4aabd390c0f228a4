import { execa } from "execa";
import { watch } from "node:fs";
import { access } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { root } from "../bootstrap.mjs";

/** An embedded cluster in a process of its own, as `tidegate sandbox` starts it. */
export interface EmbeddedCluster {
  readonly kubeconfig: string;
  stop(): Promise<void>;
}

/** Starts the cluster and waits for the kubeconfig that it writes once it serves. */
export async function embeddedCluster(kubeconfig: string): Promise<EmbeddedCluster> {
  const cli = join(root, "dist", "cli.cjs");
  const server = execa("node", [cli, "sandbox", "--kubeconfig", kubeconfig], {
    reject: false,
    all: true,
    cleanup: true,
  });
  await Promise.race([
    written(kubeconfig),
    server.then((end) => Promise.reject(new Error(`The embedded cluster did not start:\n${end.all}`))),
  ]);
  return {
    kubeconfig,
    async stop() {
      server.kill("SIGTERM");
      await server;
    },
  };
}

/** Resolves when the file is there. */
async function written(path: string): Promise<void> {
  const aborted = new AbortController();
  const there = new Promise<void>((resolve) => {
    watch(dirname(path), { signal: aborted.signal }, (_event, name) => {
      if (name === basename(path)) resolve();
    });
  });
  const already = access(path).then(
    () => true,
    () => false,
  );
  if (!(await already)) await there;
  aborted.abort();
}
