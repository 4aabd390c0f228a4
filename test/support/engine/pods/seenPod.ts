import * as z from "zod";
import type { Connection } from "../../controlPlane/connection.ts";
import { kubectl, mustKubectl } from "../../controlPlane/kubectl.ts";

const httpGet = z.object({
  path: z.string(),
  httpHeaders: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
});
const probe = z.object({ httpGet: httpGet.optional() }).optional();
const container = z.object({
  startupProbe: probe,
  readinessProbe: probe,
  livenessProbe: probe,
  resources: z.object({ limits: z.object({ cpu: z.string(), memory: z.string() }) }),
  volumeMounts: z.array(z.object({ mountPath: z.string() })).default([]),
});
const pod = z.object({
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    nodeName: z.string(),
    terminationGracePeriodSeconds: z.number(),
    containers: z.tuple([container]),
  }),
  status: z.object({
    startTime: z.string(),
    conditions: z.array(z.object({ type: z.string(), status: z.string(), lastTransitionTime: z.string() })),
    containerStatuses: z.tuple([z.object({ restartCount: z.number(), containerID: z.string() })]),
  }),
});
const slices = z.object({
  items: z.array(
    z.object({
      ports: z.array(z.object({ port: z.number() })),
      endpoints: z.array(z.object({ addresses: z.array(z.string()), conditions: z.object({ ready: z.boolean() }) })),
    }),
  ),
});

/** A pod as the API server has it. */
export type SeenPod = z.infer<typeof pod>;

/** What a probe asks over HTTP. */
export type HttpGet = z.infer<typeof httpGet>;

const MINUTES = 60_000;

/** The one pod of a Deployment, when its own probes and `minReadySeconds` call it rolled out. Rejects with what happened. */
export async function rolledOut(connection: Connection, namespace: string, name: string): Promise<SeenPod> {
  // As long as manifests give a rollout themselves.
  const rollout = ["rollout", "status", `deployment/${name}`, "-n", namespace, "--timeout=300s"];
  const { code, stderr } = await kubectl(connection, rollout, { timeoutMs: 6 * MINUTES });
  if (code !== 0) throw new Error(`${name} did not roll out: ${stderr}\n${await whatHappened(connection, namespace)}`);
  const selected = ["get", "pods", "-n", namespace, "-l", `app.kubernetes.io/name=${name}`, "-o", "json"];
  return z.object({ items: z.tuple([pod]) }).parse(JSON.parse(await mustKubectl(connection, selected))).items[0];
}

/** Where its Service sends requests, such as `10.77.0.5:8080`: the ready ones. */
export async function endpointsOf(connection: Connection, namespace: string, name: string): Promise<readonly string[]> {
  const selected = ["get", "endpointslices", "-n", namespace, "-l", `kubernetes.io/service-name=${name}`, "-o", "json"];
  const { items } = slices.parse(JSON.parse(await mustKubectl(connection, selected)));
  return items.flatMap(({ ports, endpoints }) =>
    endpoints.flatMap(({ addresses, conditions }) =>
      conditions.ready ? addresses.flatMap((address) => ports.map(({ port }) => `${address}:${port}`)) : [],
    ),
  );
}

/** Seconds from its start until it was ready, as the API server notes them: whole ones. */
export function readySeconds({ status }: SeenPod): number {
  const ready = status.conditions.find(({ type }) => type === "Ready");
  return (Date.parse(ready?.lastTransitionTime ?? "") - Date.parse(status.startTime)) / 1000;
}

/** What its probes ask over HTTP, each once. */
export function askedBy({ spec }: SeenPod): readonly HttpGet[] {
  const [{ startupProbe, readinessProbe, livenessProbe }] = spec.containers;
  const asked = [startupProbe, readinessProbe, livenessProbe].flatMap((one) => one?.httpGet ?? []);
  return [...new Map(asked.map((one) => [JSON.stringify(one), one])).values()];
}

/** Keeps a pod's object until somebody has seen how its container ended. */
const SEEN = "tests.tidegate.dev/seen";

/** Takes the Deployment to no pods, as a delivery takes an old one away, and waits for the container's end. */
export async function ended(
  connection: Connection,
  namespace: string,
  name: string,
  { metadata }: SeenPod,
): Promise<{ seconds: number; exitCode: number }> {
  const one = `pod/${metadata.name}`;
  const keepFor = (finalizers: readonly string[]): Promise<string> =>
    mustKubectl(connection, [
      "patch",
      one,
      "-n",
      namespace,
      "--type=merge",
      "-p",
      JSON.stringify({ metadata: { finalizers } }),
    ]);
  const status = "{.status.containerStatuses[0].state.terminated.exitCode}";
  const wait = ["wait", one, "-n", namespace, `--for=jsonpath=${status}`, "--timeout=90s", "-o", `jsonpath=${status}`];
  await keepFor([SEEN]);
  const started = performance.now();
  await mustKubectl(connection, ["scale", `deployment/${name}`, "-n", namespace, "--replicas=0"]);
  const exitCode = Number(await mustKubectl(connection, wait, { timeoutMs: 2 * MINUTES }));
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  await keepFor([]);
  return { exitCode, seconds };
}

async function whatHappened(connection: Connection, namespace: string): Promise<string> {
  const of = ["-n", namespace];
  const { stdout: pods } = await kubectl(connection, ["get", "pods,replicasets", ...of, "-o", "wide"]);
  const { stdout: events } = await kubectl(connection, ["events", ...of]);
  const { stdout: logs } = await kubectl(connection, ["logs", ...of, "-l", "app.kubernetes.io/name", "--tail=20"]);
  return `${pods}\n${events}\n${logs}`;
}
