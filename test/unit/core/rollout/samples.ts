import type {
  DaemonSet,
  Deployment,
  Job,
  Pod,
  PodTemplate,
  ReplicaSet,
  StatefulSet,
} from "../../../../src/core/rollout/objects.ts";

/** Small whole objects as an API serves them; a test overrides what it is about. */
export function template(image = "registry.local/shop/web:1.9.0", hash?: string): PodTemplate {
  const labels = { app: "web", ...(hash === undefined ? {} : { "pod-template-hash": hash }) };
  return { metadata: { labels }, spec: { containers: [{ name: "web", image }] } };
}

export function deployment(spec: Partial<Deployment["spec"]> = {}, status: Deployment["status"] = {}): Deployment {
  const replicas = spec.replicas ?? 3;
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: {
      name: "web",
      namespace: "shop",
      uid: "uid-web",
      generation: 4,
      annotations: { "deployment.kubernetes.io/revision": "4" },
    },
    spec: { replicas, selector: { matchLabels: { app: "web" } }, template: template(), ...spec },
    status: {
      observedGeneration: 4,
      replicas,
      updatedReplicas: replicas,
      readyReplicas: replicas,
      availableReplicas: replicas,
      ...status,
    },
  };
}

export function replicaSet(
  revision: number,
  image = "registry.local/shop/web:1.9.0",
  hash = `hash${revision}`,
): ReplicaSet {
  return {
    apiVersion: "apps/v1",
    kind: "ReplicaSet",
    metadata: {
      name: `web-${hash}`,
      namespace: "shop",
      uid: `uid-web-${hash}`,
      creationTimestamp: `2026-01-0${revision}T00:00:00Z`,
      labels: { app: "web", "pod-template-hash": hash },
      annotations: { "deployment.kubernetes.io/revision": String(revision) },
      ownerReferences: [{ apiVersion: "apps/v1", kind: "Deployment", name: "web", uid: "uid-web", controller: true }],
    },
    spec: { replicas: 3, selector: { matchLabels: { app: "web" } }, template: template(image, hash) },
    status: { replicas: 3 },
  };
}

export function statefulSet(spec: Partial<StatefulSet["spec"]> = {}, status: StatefulSet["status"] = {}): StatefulSet {
  return {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata: { name: "db", namespace: "shop", uid: "uid-db", generation: 2 },
    spec: { replicas: 3, selector: { matchLabels: { app: "db" } }, template: template(), ...spec },
    status: {
      observedGeneration: 2,
      replicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
      updatedReplicas: 3,
      currentReplicas: 3,
      currentRevision: "db-2",
      updateRevision: "db-2",
      ...status,
    },
  };
}

export function daemonSet(spec: Partial<DaemonSet["spec"]> = {}, status: DaemonSet["status"] = {}): DaemonSet {
  return {
    apiVersion: "apps/v1",
    kind: "DaemonSet",
    metadata: { name: "agent", namespace: "shop", uid: "uid-agent", generation: 1 },
    spec: { selector: { matchLabels: { app: "agent" } }, template: template(), ...spec },
    status: {
      observedGeneration: 1,
      desiredNumberScheduled: 2,
      updatedNumberScheduled: 2,
      numberReady: 2,
      numberAvailable: 2,
      ...status,
    },
  };
}

export function job(spec: Partial<Job["spec"]> = {}, status: Job["status"] = {}): Job {
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { name: "migrate", namespace: "shop", uid: "uid-migrate", generation: 1 },
    spec: { completions: 1, template: template(), ...spec },
    status: { active: 1, ...status },
  };
}

interface Owner {
  readonly kind?: string;
  readonly metadata: { readonly name: string; readonly uid?: string };
}

export function pod(name: string, owner: Owner | undefined, status: Pod["status"] = {}): Pod {
  const controller = { apiVersion: "apps/v1", kind: owner?.kind ?? "", name: owner?.metadata.name ?? "" };
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name,
      namespace: "shop",
      ...(owner === undefined
        ? {}
        : { ownerReferences: [{ ...controller, uid: owner.metadata.uid ?? "", controller: true }] }),
    },
    spec: { containers: [{ name: "web", image: "registry.local/shop/web:1.9.0" }] },
    status: { phase: "Running", ...status },
  };
}

/** Status of a container that waits, as the kubelet reports it. */
export function waiting(reason: string, message?: string, exitCode?: number): Pod["status"] {
  return {
    phase: "Pending",
    containerStatuses: [
      {
        name: "web",
        ready: false,
        restartCount: exitCode === undefined ? 0 : 4,
        image: "registry.local/shop/web:1.9.0",
        state: { waiting: { reason, ...(message === undefined ? {} : { message }) } },
        ...(exitCode === undefined ? {} : { lastState: { terminated: { exitCode, reason: "Error" } } }),
      },
    ],
  };
}

export const READY: Pod["status"] = {
  phase: "Running",
  conditions: [{ type: "Ready", status: "True" }],
  containerStatuses: [{ name: "web", ready: true, restartCount: 0, state: { running: {} } }],
};
