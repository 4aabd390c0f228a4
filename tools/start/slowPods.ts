import { readFile } from "node:fs/promises";
import { request } from "node:https";
import { parse } from "yaml";

interface Kubeconfig {
  readonly clusters: readonly { cluster: { server: string; "certificate-authority-data": string } }[];
  readonly users: readonly { name: string; user: { token: string } }[];
}

/**
 * From now on a Deployment's new pods on the embedded cluster take eight times as long to become ready: a rollout that
 * is looked at from close by must not be over before a slow machine has opened its rows. The function that it resolves
 * with takes that back.
 */
export async function slowPods(kubeconfig: string, namespace: string, name: string): Promise<() => Promise<void>> {
  const fault = { type: "workload", namespace, kind: "Deployment", name, effect: "slow" };
  const { id } = JSON.parse(await call(kubeconfig, "POST", "faults", fault)) as { id: string };
  return async () => {
    await call(kubeconfig, "DELETE", `faults/${id}`);
  };
}

/** What the cluster answers to its administrator. */
async function call(kubeconfig: string, method: string, path: string, body?: unknown): Promise<string> {
  const { clusters, users } = parse(await readFile(kubeconfig, "utf8")) as Kubeconfig;
  const cluster = clusters[0]?.cluster;
  const token = users.find(({ name }) => name === "tidegate-sandbox-admin")?.user.token ?? "";
  const ca = Buffer.from(cluster?.["certificate-authority-data"] ?? "", "base64");
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const sent = request(new URL(`/sandbox/${path}`, cluster?.server), { method, ca, headers });
  sent.end(body === undefined ? undefined : JSON.stringify(body));
  return new Promise((resolve, reject) => {
    sent.on("error", reject);
    sent.on("response", (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("end", () => {
        const text = Buffer.concat(parts).toString("utf8");
        if (answer.statusCode !== undefined && answer.statusCode < 300) resolve(text);
        else reject(new Error(`The embedded cluster refused ${method} ${path}: ${text}`));
      });
    });
  });
}
