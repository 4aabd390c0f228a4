/** A kind that the embedded cluster serves. */
export interface ServedKind {
  /** `""` for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly namespaced: boolean;
  readonly subresources: readonly ("status" | "scale" | "log")[];
  /** Name of its schema in Kubernetes' OpenAPI documents. */
  readonly schema: string;
  /** Key in the store: `apps/v1/deployments`. */
  readonly resource: string;
}

type Extras = Partial<Pick<ServedKind, "shortNames" | "categories" | "namespaced" | "subresources">>;

function served(apiVersion: string, kind: string, plural: string, extras: Extras = {}): ServedKind {
  const [version = "", group = ""] = apiVersion.split("/").toReversed();
  const room = group === "" ? "core" : (group.split(".")[0] ?? group);
  return {
    group,
    version,
    kind,
    plural,
    singular: kind.toLowerCase(),
    shortNames: [],
    categories: [],
    namespaced: true,
    subresources: [],
    schema: `io.k8s.api.${room}.${version}.${kind}`,
    resource: `${apiVersion}/${plural}`,
    ...extras,
  };
}

const ALL = ["all"] as const;
const STATUS = ["status"] as const;
const SCALE = ["scale", "status"] as const;

/**
 * In the order of a real server's discovery. No controller acts on the autoscaler, the claims, the policies and the
 * like: they are kept, so that the manifests of an application can be applied whole, compared and pruned.
 */
export const SERVED_KINDS: readonly ServedKind[] = [
  served("v1", "ConfigMap", "configmaps", { shortNames: ["cm"] }),
  served("v1", "Endpoints", "endpoints", { shortNames: ["ep"] }),
  served("v1", "Event", "events", { shortNames: ["ev"] }),
  served("v1", "LimitRange", "limitranges", { shortNames: ["limits"] }),
  served("v1", "Namespace", "namespaces", { shortNames: ["ns"], namespaced: false, subresources: STATUS }),
  served("v1", "Node", "nodes", { shortNames: ["no"], namespaced: false, subresources: STATUS }),
  served("v1", "PersistentVolumeClaim", "persistentvolumeclaims", { shortNames: ["pvc"], subresources: STATUS }),
  served("v1", "PersistentVolume", "persistentvolumes", {
    shortNames: ["pv"],
    namespaced: false,
    subresources: STATUS,
  }),
  served("v1", "Pod", "pods", { shortNames: ["po"], categories: ALL, subresources: ["log", "status"] }),
  served("v1", "ReplicationController", "replicationcontrollers", {
    shortNames: ["rc"],
    categories: ALL,
    subresources: SCALE,
  }),
  served("v1", "ResourceQuota", "resourcequotas", { shortNames: ["quota"], subresources: STATUS }),
  served("v1", "Secret", "secrets"),
  served("v1", "ServiceAccount", "serviceaccounts", { shortNames: ["sa"] }),
  served("v1", "Service", "services", { shortNames: ["svc"], categories: ALL, subresources: STATUS }),
  served("apps/v1", "ControllerRevision", "controllerrevisions"),
  served("apps/v1", "DaemonSet", "daemonsets", { shortNames: ["ds"], categories: ALL, subresources: STATUS }),
  served("apps/v1", "Deployment", "deployments", { shortNames: ["deploy"], categories: ALL, subresources: SCALE }),
  served("apps/v1", "ReplicaSet", "replicasets", { shortNames: ["rs"], categories: ALL, subresources: SCALE }),
  served("apps/v1", "StatefulSet", "statefulsets", { shortNames: ["sts"], categories: ALL, subresources: SCALE }),
  served("autoscaling/v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers", {
    shortNames: ["hpa"],
    categories: ALL,
    subresources: STATUS,
  }),
  served("batch/v1", "CronJob", "cronjobs", { shortNames: ["cj"], categories: ALL, subresources: STATUS }),
  served("batch/v1", "Job", "jobs", { categories: ALL, subresources: STATUS }),
  served("coordination.k8s.io/v1", "Lease", "leases"),
  served("networking.k8s.io/v1", "Ingress", "ingresses", { shortNames: ["ing"], subresources: STATUS }),
  served("networking.k8s.io/v1", "NetworkPolicy", "networkpolicies", { shortNames: ["netpol"] }),
  served("policy/v1", "PodDisruptionBudget", "poddisruptionbudgets", { shortNames: ["pdb"], subresources: STATUS }),
];

const BY_RESOURCE = new Map(SERVED_KINDS.map((kind) => [kind.resource, kind]));

export function servedKind(resource: string): ServedKind | undefined {
  return BY_RESOURCE.get(resource);
}

export function apiVersionOf({ group, version }: { readonly group: string; readonly version: string }): string {
  return group === "" ? version : `${group}/${version}`;
}

/** `deployments.apps`, as error messages name a resource. */
export function qualifiedPlural(kind: ServedKind): string {
  return kind.group === "" ? kind.plural : `${kind.plural}.${kind.group}`;
}

/** Every kind is served with these. */
export const VERBS = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"] as const;
