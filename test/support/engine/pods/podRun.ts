import { get } from "node:http";
import { quantity } from "../../../../src/core/profiles/quantity.ts";
import type { Connection } from "../../controlPlane/connection.ts";
import { type Confinement, confinementOf, type Limits, limitsOf, processesOf } from "./confinement.ts";
import { askedBy, ended, endpointsOf, type HttpGet, readySeconds, rolledOut, type SeenPod } from "./seenPod.ts";

/** What became of a Deployment that was applied to a real node. */
export interface PodRun {
  readonly node: string;
  readonly restarts: number;
  readonly readySeconds: number;
  /** Where its Service sends requests; of a worker, which has none, nowhere. */
  readonly endpoints: readonly string[];
  /** What comes from there for each question of its probes: the path and the status. */
  readonly answers: readonly string[];
  /** How each of its processes is confined, and by what the kernel limits them all. */
  readonly processes: readonly Confinement[];
  readonly limits: Limits;
  /** What its manifest says about the same: folders to write into, limits, and the time to end in. */
  readonly said: { readonly writable: readonly string[]; readonly limits: Limits; readonly graceSeconds: number };
  readonly exitCode: number;
  readonly stopSeconds: number;
}

/** Follows a Deployment until it is rolled out, looks at its pod from all sides, and ends it. Rejects where it does not roll out. */
export async function podRun(connection: Connection, namespace: string, name: string): Promise<PodRun> {
  const pod = await rolledOut(connection, namespace, name);
  const endpoints = await endpointsOf(connection, namespace, name);
  const asked = endpoints.flatMap((endpoint) => askedBy(pod).map((one) => answer(endpoint, one)));
  const [{ restartCount, containerID }] = pod.status.containerStatuses;
  const processes = await processesOf(containerID.replace("containerd://", ""));
  const [first] = processes;
  if (first === undefined) throw new Error(`No process of ${name} is found by the id of its container.`);
  const run = {
    node: pod.spec.nodeName,
    restarts: restartCount,
    readySeconds: readySeconds(pod),
    endpoints,
    answers: await Promise.all(asked),
    processes: (await Promise.all(processes.map(confinementOf))).filter((one) => one !== undefined),
    limits: await limitsOf(first),
    said: saidOf(pod),
  };
  const { exitCode, seconds } = await ended(connection, namespace, name, pod);
  return { ...run, exitCode, stopSeconds: seconds };
}

function saidOf({ spec }: SeenPod): PodRun["said"] {
  const [{ volumeMounts, resources }] = spec.containers;
  const { cpu, memory } = resources.limits;
  return {
    writable: volumeMounts.map(({ mountPath }) => mountPath).toSorted(),
    limits: { cpu: quantity(cpu) ?? 0, memoryBytes: quantity(memory) ?? 0 },
    graceSeconds: spec.terminationGracePeriodSeconds,
  };
}

/** Asks as a probe does: with its headers, of which `fetch` would not send every one. */
function answer(endpoint: string, { path, httpHeaders }: HttpGet): Promise<string> {
  const headers = Object.fromEntries(httpHeaders.map(({ name, value }) => [name, value]));
  return new Promise((resolve, reject) => {
    get(`http://${endpoint}${path}`, { headers, timeout: 10_000 }, (response) => {
      response.resume();
      resolve(`${path} ${response.statusCode}`);
    })
      .on("error", reject)
      .on("timeout", () => reject(new Error(`${path} on ${endpoint} was not answered in time.`)));
  });
}
