import type { Deployment, KubeObject } from "../../core/rollout/objects.ts";
import type { Members } from "../api/json.ts";
import { servedKind } from "../api/kinds.ts";
import { fillDefaults } from "../api/rules/defaults.ts";
import { prepareBirth } from "../api/write/birth.ts";
import { DAEMON_SETS, DEPLOYMENTS, JOBS, NAMESPACES, NODES, STATEFUL_SETS } from "../controllers/resources.ts";
import type { Store } from "../store/store.ts";
import type { PastClock } from "./pastClock.ts";
import { sampleNode } from "./sampleNodes.ts";
import {
  ledger,
  logAgent,
  migration,
  redis,
  sampleNamespace,
  webDeployment,
  webService,
  webSettings,
  workerDeployment,
} from "./sampleWorkloads.ts";

export const STAGING = "shop-staging";
export const PRODUCTION = "shop-production";
/** A namespace that the sample user may not look into. */
export const AUDIT = "audit";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** How far back the sample world's history reaches, in milliseconds: where a `PastClock` for it starts. */
export const SAMPLE_HISTORY_MS = 21 * DAY;

/** Long enough for everything the sample deploys to settle. */
const SETTLED = 2 * MINUTE;

/**
 * Fills the store with a shop that has been in use for three weeks: production on 1.8.2 after 1.8.1, staging on 1.9.0
 * since twelve minutes. The controllers must run on the same clock; afterwards the clock is in the present.
 */
export function seedWorld(store: Store, clock: PastClock): void {
  foundation(store, clock);
  clock.live(SETTLED);
  clock.leapTo(12 * DAY);
  for (const [namespace, replicas] of Object.entries(REPLICAS)) {
    add(store, DEPLOYMENTS, webDeployment({ namespace, replicas, version: "1.8.1" }));
    add(store, DEPLOYMENTS, workerDeployment({ namespace, replicas: 2, version: "1.8.1" }));
  }
  clock.live(SETTLED);
  clock.leapTo(6 * DAY);
  release(store, STAGING, "1.8.2");
  clock.live(SETTLED);
  clock.leapTo(5 * DAY);
  add(store, JOBS, migration(PRODUCTION, "1.8.2"));
  clock.live(SETTLED);
  release(store, PRODUCTION, "1.8.2");
  clock.live(SETTLED);
  clock.leapTo(12 * MINUTE);
  release(store, STAGING, "1.9.0");
  clock.live(SETTLED);
  clock.arrive();
}

/** Registers the sample's nodes. `now` is in milliseconds since the epoch. */
export function seedNodes(store: Store, now: number): void {
  for (let number = 1; number <= 3; number++) store.create(NODES, sampleNode(number, now));
}

/** Pods of web by namespace. */
const REPLICAS = { [STAGING]: 3, [PRODUCTION]: 6 } as const;

function foundation(store: Store, clock: PastClock): void {
  seedNodes(store, clock.now());
  for (const name of [STAGING, PRODUCTION, AUDIT]) add(store, NAMESPACES, sampleNamespace(name));
  for (const namespace of [STAGING, PRODUCTION]) {
    add(store, "v1/configmaps", webSettings(namespace));
    add(store, "v1/services", webService(namespace));
  }
  add(store, STATEFUL_SETS, redis(PRODUCTION));
  add(store, DAEMON_SETS, logAgent(PRODUCTION));
  add(store, DEPLOYMENTS, ledger(AUDIT));
}

function release(store: Store, namespace: string, version: string): void {
  for (const name of ["web", "worker"]) setImage(store, namespace, name, `shop/${name}:${version}`);
}

function setImage(store: Store, namespace: string, name: string, image: string): void {
  store.update(DEPLOYMENTS, namespace, name, (current) => {
    const { spec } = current as Deployment;
    const containers = (spec.template.spec?.containers ?? []).map((container) => ({ ...container, image }));
    const template = { ...spec.template, spec: { ...spec.template.spec, containers } };
    return { ...current, spec: { ...spec, template } };
  });
}

/** Stores an object as the API would: with its defaults and its first status. */
function add(store: Store, resource: string, object: KubeObject): void {
  const kind = servedKind(resource);
  const draft = structuredClone(object) as unknown as Members;
  if (kind !== undefined) {
    fillDefaults(kind, draft);
    prepareBirth(kind, draft);
  }
  store.create(resource, draft as unknown as KubeObject);
}
