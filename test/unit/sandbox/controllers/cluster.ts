import { ManualClock } from "../../../../src/base/clock.ts";
import type {
  Condition,
  DaemonSet,
  Deployment,
  Job,
  KubeEvent,
  KubeObject,
  Pod,
  PodTemplate,
  ReplicaSet,
  StatefulSet,
} from "../../../../src/core/rollout/objects.ts";
import { startControllers } from "../../../../src/sandbox/controllers/controllers.ts";
import { type ControllerOptions } from "../../../../src/sandbox/controllers/controllers.ts";
import type { JobSpec } from "../../../../src/sandbox/controllers/job/limits.ts";
import * as R from "../../../../src/sandbox/controllers/resources.ts";
import { createFaults } from "../../../../src/sandbox/faults/faults.ts";
import { createLogBook } from "../../../../src/sandbox/store/logBook.ts";
import { createStore } from "../../../../src/sandbox/store/memoryStore.ts";

export const NS = "shop";

/** A small cluster with nodes, its controllers and a clock in the test's hand. */
export function cluster(options: { nodes?: number; podsPerNode?: number } & ControllerOptions = {}) {
  const clock = new ManualClock();
  const store = createStore(clock);
  const faults = createFaults(clock);
  const logs = createLogBook(clock);
  const errors: unknown[] = [];
  const controllers = startControllers(store, clock, {
    faults,
    logs,
    onError: (error) => errors.push(error),
    ...options,
  });
  for (let i = 1; i <= (options.nodes ?? 3); i++) store.create(R.NODES, node(`node-${i}`, options.podsPerNode ?? 110));
  const get = (resource: string, name: string): KubeObject | undefined => store.get(resource, NS, name);
  const all = (resource: string): KubeObject[] => [...store.list(resource, NS)];
  return {
    clock,
    store,
    faults,
    logs,
    errors,
    controllers,
    seconds: (count: number) => clock.advance(count * 1000),
    deployment: (name = "web") => get(R.DEPLOYMENTS, name) as Deployment,
    statefulSet: (name = "redis") => get(R.STATEFUL_SETS, name) as StatefulSet,
    daemonSet: (name = "agent") => get(R.DAEMON_SETS, name) as DaemonSet,
    job: (name = "migrate") => get(R.JOBS, name) as Job,
    pod: (name: string) => get(R.PODS, name) as Pod,
    pods: () => all(R.PODS) as Pod[],
    active: () => (all(R.PODS) as Pod[]).filter((pod) => pod.metadata.deletionTimestamp === undefined),
    replicaSets: () =>
      (all(R.REPLICA_SETS) as ReplicaSet[]).toSorted((a, b) => Number(revision(a)) - Number(revision(b))),
    events: (reason?: string) => (all(R.EVENTS) as KubeEvent[]).filter((event) => !reason || event.reason === reason),
    change: (resource: string, name: string, spec: object) =>
      store.update(resource, NS, name, (current) => ({ ...current, spec: { ...(current.spec as object), ...spec } })),
    setImage: (resource: string, name: string, image: string) =>
      store.update(resource, NS, name, (current) => {
        const spec = current.spec as Deployment["spec"];
        return { ...current, spec: { ...spec, template: template(name, image) } };
      }),
  };
}

export type Cluster = ReturnType<typeof cluster>;

export function node(name: string, pods = 110): KubeObject {
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: { name, labels: { "kubernetes.io/hostname": name } },
    spec: {},
    status: {
      allocatable: { pods: String(pods) },
      addresses: [{ type: "InternalIP", address: "10.0.0.1" }],
      conditions: [{ type: "Ready", status: "True", reason: "KubeletReady", message: "" }],
    },
  };
}

export function template(app: string, image: string, extra: object = {}): PodTemplate {
  return { metadata: { labels: { app } }, spec: { containers: [{ name: app, image }], ...extra } };
}

export function deployment(spec: Partial<Deployment["spec"]> & { image?: string; name?: string } = {}): Deployment {
  const { image = "shop/web:1.8.2", name = "web", ...rest } = spec;
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace: NS },
    spec: {
      replicas: 3,
      progressDeadlineSeconds: 600,
      selector: { matchLabels: { app: name } },
      template: template(name, image),
      ...rest,
    },
  };
}

export function statefulSet(spec: Partial<StatefulSet["spec"]> & { image?: string } = {}): StatefulSet {
  const { image = "redis:7.2", ...rest } = spec;
  return {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata: { name: "redis", namespace: NS },
    spec: {
      replicas: 3,
      serviceName: "redis",
      selector: { matchLabels: { app: "redis" } },
      template: template("redis", image),
      updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 0 } },
      ...rest,
    },
  };
}

export function daemonSet(spec: Partial<DaemonSet["spec"]> & { image?: string } = {}): DaemonSet {
  const { image = "agent:1", ...rest } = spec;
  return {
    apiVersion: "apps/v1",
    kind: "DaemonSet",
    metadata: { name: "agent", namespace: NS },
    spec: { selector: { matchLabels: { app: "agent" } }, template: template("agent", image), ...rest },
  };
}

export function job(spec: Partial<Job["spec"] & JobSpec> & { image?: string; restartPolicy?: string } = {}): Job {
  const { image = "shop/migrate:1", restartPolicy = "Never", ...rest } = spec;
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { name: "migrate", namespace: NS },
    spec: {
      completions: 1,
      parallelism: 1,
      backoffLimit: 6,
      template: template("migrate", image, { restartPolicy }),
      ...rest,
    },
  };
}

export function revision(object: KubeObject): string | undefined {
  return object.metadata.annotations?.["deployment.kubernetes.io/revision"];
}

export function condition(object: { status?: { conditions?: Condition[] } }, type: string): Condition | undefined {
  return object.status?.conditions?.find((one) => one.type === type);
}

export function waiting(pod: Pod | undefined): { reason?: string; message?: string } | undefined {
  return pod?.status?.containerStatuses?.[0]?.state?.waiting;
}
