/**
 * Cuts `src/sandbox/api/schema/kubernetes.json` from Kubernetes' own OpenAPI documents: the kinds that the embedded
 * cluster serves and all they are made of, without descriptions. Run it with another version's documents to move on:
 * `node tools/sandboxSchema.ts "$(go env GOMODCACHE)/k8s.io/kubernetes@v1.36.3/api/openapi-spec/v3"`.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const SOURCES: Readonly<Record<string, readonly string[]>> = {
  api__v1: [
    ...["Namespace", "Node", "Pod", "Service", "ConfigMap", "Secret", "ServiceAccount", "Event"].map(core),
    ...["Endpoints", "LimitRange", "PersistentVolume", "PersistentVolumeClaim"].map(core),
    ...["ReplicationController", "ResourceQuota"].map(core),
    "io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions",
  ],
  apis__apps__v1: [
    ...["Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "ControllerRevision"].map(
      (kind) => `io.k8s.api.apps.v1.${kind}`,
    ),
    "io.k8s.api.autoscaling.v1.Scale",
  ],
  apis__autoscaling__v2: ["io.k8s.api.autoscaling.v2.HorizontalPodAutoscaler"],
  apis__batch__v1: ["io.k8s.api.batch.v1.Job", "io.k8s.api.batch.v1.CronJob"],
  "apis__networking.k8s.io__v1": ["io.k8s.api.networking.v1.Ingress", "io.k8s.api.networking.v1.NetworkPolicy"],
  "apis__coordination.k8s.io__v1": ["io.k8s.api.coordination.v1.Lease"],
  apis__policy__v1: ["io.k8s.api.policy.v1.PodDisruptionBudget"],
  "apis__authorization.k8s.io__v1": ["SelfSubjectAccessReview", "SelfSubjectRulesReview"].map(
    (kind) => `io.k8s.api.authorization.v1.${kind}`,
  ),
  "apis__authentication.k8s.io__v1": ["io.k8s.api.authentication.v1.SelfSubjectReview"],
};

function core(kind: string): string {
  return `io.k8s.api.core.v1.${kind}`;
}

type Schemas = Record<string, unknown>;

function collect(name: string, from: Schemas, into: Schemas): void {
  if (name in into) return;
  if (!(name in from)) throw new Error(`The documents do not describe ${name}.`);
  into[name] = trim(from[name]);
  for (const [, found] of JSON.stringify(into[name]).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)) {
    if (found !== undefined) collect(found, from, into);
  }
}

/** Descriptions, and the default `{}` that only says "this member is a struct", are nothing to a server. */
function trim(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(trim);
  if (value === null || typeof value !== "object") return value;
  const kept = Object.entries(value).filter(
    ([key, member]) =>
      !(key === "description" && typeof member === "string") && !(key === "default" && isEmpty(member)),
  );
  return Object.fromEntries(kept.map(([key, member]) => [key, trim(member)]));
}

function isEmpty(value: unknown): boolean {
  return value !== null && typeof value === "object" && Object.keys(value).length === 0;
}

const folder = process.argv[2];
if (folder === undefined) throw new Error("Name the folder of Kubernetes' OpenAPI v3 documents.");
const schemas: Schemas = {};
for (const [file, names] of Object.entries(SOURCES)) {
  const text = readFileSync(join(folder, `${file}_openapi.json`), "utf8");
  const document = JSON.parse(text) as { components: { schemas: Schemas } };
  for (const name of names) collect(name, document.components.schemas, schemas);
}
const sorted = Object.fromEntries(Object.entries(schemas).toSorted(([a], [b]) => (a < b ? -1 : 1)));
const target = join(import.meta.dirname, "../src/sandbox/api/schema/kubernetes.json");
writeFileSync(target, `${JSON.stringify(sorted)}\n`);
