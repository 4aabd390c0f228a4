import { timestamp } from "../../../../src/base/clock.ts";
import type { EnvironmentConfig } from "../../../../src/core/config/config.ts";
import type { Deployment, KubeObject, Pod, ReplicaSet } from "../../../../src/core/rollout/objects.ts";
import {
  type EnvironmentAccess,
  type EnvironmentObjects,
  type EnvironmentSnapshot,
  IDLE,
} from "../../../../src/host/clusters/environmentSnapshot.ts";
import { FactsCache } from "../../../../src/host/views/environments/model/factsCache.ts";
import type { EnvironmentInput } from "../../../../src/host/views/environments/model/input.ts";

/** 2026-01-01T12:00:00Z: what tests call now. Milliseconds since the epoch. */
export const NOW = 1_767_268_800_000;
const MINUTE = 60_000;

export const ALL_ALLOWED: EnvironmentAccess = {
  patch: { Deployment: true, StatefulSet: true, DaemonSet: true, Job: true },
  scale: { Deployment: true, StatefulSet: true },
  logs: true,
  forward: true,
};

export const STAGING: EnvironmentConfig = {
  context: "kind",
  namespace: "shop-staging",
  production: false,
  deadline: 600,
  hold: 120,
  rollback: "ask",
  path: "rollout",
  gate: [],
};

export const KEY = { file: "file:///shop/tidegate.yaml", application: "shop", environment: "staging" } as const;

interface Rollout {
  readonly name?: string;
  readonly image?: string;
  readonly desired?: number;
  readonly updated?: number;
  readonly ready?: number;
  readonly paused?: boolean;
  readonly minutes?: number;
  readonly revision?: number;
}

/** A Deployment as the API serves it; complete unless told otherwise. */
export function deployment(rollout: Rollout = {}): Deployment {
  const { name = "web", image = "shop/web:1.9.0", desired = 3, paused = false, minutes = 12, revision = 1 } = rollout;
  const { updated = desired, ready = desired } = rollout;
  const labels = { app: name };
  return {
    kind: "Deployment",
    metadata: {
      name,
      uid: `uid-${name}`,
      generation: 1,
      annotations: { "deployment.kubernetes.io/revision": String(revision) },
      creationTimestamp: timestamp(NOW - minutes * MINUTE),
    },
    spec: {
      replicas: desired,
      ...(paused ? { paused } : {}),
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name, image }] } },
    },
    status: {
      observedGeneration: 1,
      replicas: desired,
      updatedReplicas: updated,
      readyReplicas: ready,
      availableReplicas: ready,
    },
  };
}

/** The ReplicaSet of a revision of that Deployment. */
export function replicaSet({
  name = "web",
  image = "shop/web:1.9.0",
  desired = 3,
  minutes = 12,
  revision = 1,
}: Rollout = {}): ReplicaSet {
  const hash = `hash${revision}`;
  const labels = { app: name, "pod-template-hash": hash };
  return {
    kind: "ReplicaSet",
    metadata: {
      name: `${name}-${hash}`,
      uid: `uid-${name}-${hash}`,
      labels,
      annotations: { "deployment.kubernetes.io/revision": String(revision) },
      creationTimestamp: timestamp(NOW - minutes * MINUTE),
      ownerReferences: [{ apiVersion: "apps/v1", kind: "Deployment", name, uid: `uid-${name}`, controller: true }],
    },
    spec: {
      replicas: desired,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name, image }] } },
    },
    status: { replicas: desired, readyReplicas: desired },
  };
}

/** A pod of a ReplicaSet: ready, or waiting for this reason after that many restarts. */
export function pod(owner: ReplicaSet, suffix: string, trouble?: { reason: string; restarts: number }): Pod {
  const container = owner.spec.template.spec?.containers[0] ?? { name: "web" };
  const status = trouble === undefined;
  return {
    kind: "Pod",
    metadata: {
      name: `${owner.metadata.name}-${suffix}`,
      uid: `uid-${owner.metadata.name}-${suffix}`,
      labels: owner.metadata.labels ?? {},
      creationTimestamp: timestamp(NOW - 40_000),
      ownerReferences: [
        {
          apiVersion: "apps/v1",
          kind: "ReplicaSet",
          name: owner.metadata.name,
          uid: owner.metadata.uid ?? "",
          controller: true,
        },
      ],
    },
    spec: { containers: [container], nodeName: "node-1" },
    status: {
      phase: "Running",
      conditions: [{ type: "Ready", status: status ? "True" : "False" }],
      containerStatuses: [
        {
          name: container.name,
          ready: status,
          restartCount: trouble?.restarts ?? 0,
          state: trouble === undefined ? { running: {} } : { waiting: { reason: trouble.reason } },
          ...(trouble === undefined ? {} : { lastState: { terminated: { exitCode: 1, reason: "Error" } } }),
        },
      ],
    },
  };
}

/** These objects by kind and name, as an observation holds them. */
export function objectsOf(...objects: readonly KubeObject[]): EnvironmentObjects {
  const kinds = Map.groupBy(objects, ({ kind }) => kind);
  const of = (kind: string) => new Map((kinds.get(kind) ?? []).map((object) => [object.metadata.name, object]));
  return Object.fromEntries(Object.keys(IDLE.objects).map((kind) => [kind, of(kind)])) as unknown as EnvironmentObjects;
}

/** An environment with these objects, live and with every permission unless told otherwise. */
export function environment(
  objects: readonly KubeObject[],
  {
    snapshot = {},
    ...rest
  }: Partial<Omit<EnvironmentInput, "snapshot">> & { snapshot?: Partial<EnvironmentSnapshot> } = {},
): EnvironmentInput {
  const seen = {
    phase: { phase: "live", missing: [] },
    objects: objectsOf(...objects),
    access: ALL_ALLOWED,
    ...snapshot,
  } as const;
  return {
    key: KEY,
    config: STAGING,
    snapshot: seen,
    workloads: new FactsCache().read(seen.objects, undefined),
    run: undefined,
    pinned: false,
    verified: new Set(),
    ...rest,
  };
}
