import type { Connection } from "../../test/support/controlPlane/connection.ts";
import { pollUntil } from "../../test/support/controlPlane/processes.ts";
import { request } from "../../test/support/controlPlane/request.ts";
import { deployment } from "../../test/support/controlPlane/workload.ts";

const DEPLOYMENTS_EACH = 50;
const REPLICAS = 20;
const FILL_MS = 20 * 60_000;
const REQUEST_MS = 60_000;

export const NAMESPACES: readonly string[] = Array.from({ length: 10 }, (_, index) => `large-${index}`);
export const PODS = NAMESPACES.length * DEPLOYMENTS_EACH * REPLICAS;

/** Creates 500 Deployments with 10,000 pods and returns when all are ready and the controllers have come to rest. */
export async function fillCluster(connection: Connection): Promise<void> {
  const started = performance.now();
  for (const namespace of NAMESPACES) {
    await create(connection, "/api/v1/namespaces", { metadata: { name: namespace } });
    const names = Array.from({ length: DEPLOYMENTS_EACH }, (_, index) => `service-${index}`);
    await Promise.all(names.map((name) => createDeployment(connection, namespace, name)));
  }
  let said = -1;
  await pollUntil(`${PODS} pods to be ready`, FILL_MS, async () => {
    const ready = await readyPods(connection);
    if (ready !== said && ready % 100 === 0) console.error(`  ${ready} of ${PODS} pods are ready`);
    said = ready;
    return ready === PODS;
  });
  console.error(`  The cluster is full after ${Math.round((performance.now() - started) / 1000)} s.`);
}

async function createDeployment(connection: Connection, namespace: string, name: string): Promise<void> {
  const object = deployment({ namespace, name, image: "registry.local/shop:1.8.2", replicas: REPLICAS });
  await create(connection, `/apis/apps/v1/namespaces/${namespace}/deployments`, object);
}

async function create(connection: Connection, path: string, body: object): Promise<void> {
  const answer = await request(connection, path, { method: "POST", body, timeoutMs: REQUEST_MS });
  if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${answer.body}`);
}

interface Deployments {
  readonly items: readonly { readonly status?: { readonly availableReplicas?: number } }[];
}

async function readyPods(connection: Connection): Promise<number> {
  const { body } = await request(connection, "/apis/apps/v1/deployments?resourceVersion=0", { timeoutMs: REQUEST_MS });
  const { items } = JSON.parse(body) as Deployments;
  return items.reduce((sum, { status }) => sum + (status?.availableReplicas ?? 0), 0);
}
