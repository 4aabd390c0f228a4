import type { Catalogue } from "../../catalogue/catalogue.ts";

/** What stands where the catalogue names no version: each has been stable since Kubernetes 1.25 or before. */
const STABLE = {
  ConfigMap: "v1",
  CronJob: "batch/v1",
  Deployment: "apps/v1",
  HorizontalPodAutoscaler: "autoscaling/v2",
  Ingress: "networking.k8s.io/v1",
  Kustomization: "kustomize.config.k8s.io/v1beta1",
  LimitRange: "v1",
  Namespace: "v1",
  NetworkPolicy: "networking.k8s.io/v1",
  PersistentVolumeClaim: "v1",
  PodDisruptionBudget: "policy/v1",
  ResourceQuota: "v1",
  Service: "v1",
  ServiceAccount: "v1",
} as const;

/** The API version to write for each kind of object, by kind. */
export type ApiVersions = Readonly<Record<keyof typeof STABLE, string>>;

/** The catalogue's API versions, and stable ones for kinds that it does not name. */
export function apiVersionsOf({ apiVersions }: Catalogue): ApiVersions {
  const named = Object.keys(STABLE)
    .filter((kind) => Object.hasOwn(apiVersions, kind))
    .map((kind) => [kind, apiVersions[kind]?.apiVersion]);
  return { ...STABLE, ...(Object.fromEntries(named) as Partial<ApiVersions>) };
}
