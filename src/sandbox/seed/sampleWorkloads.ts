import type { Container, KubeObject } from "../../core/rollout/objects.ts";

/** Objects of the sample shop, as a person would write them: what is left out, the API's defaults fill in. */

export function sampleNamespace(name: string): KubeObject {
  return { apiVersion: "v1", kind: "Namespace", metadata: { name } };
}

export interface Sizes {
  readonly namespace: string;
  readonly replicas: number;
  readonly version: string;
}

export function webDeployment({ namespace, replicas, version }: Sizes): KubeObject {
  return deployment(
    "web",
    { namespace, replicas, version },
    {
      ports: [{ name: "http", containerPort: 8080 }],
      env: [{ name: "PORT", value: "8080" }],
      envFrom: [{ configMapRef: { name: "web" } }],
      readinessProbe: { httpGet: { path: "/healthz", port: "http" }, periodSeconds: 5 },
      resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "256Mi" } },
    },
  );
}

export function workerDeployment({ namespace, replicas, version }: Sizes): KubeObject {
  return deployment(
    "worker",
    { namespace, replicas, version },
    {
      env: [{ name: "QUEUE", value: "redis://redis:6379/0" }],
      resources: { requests: { cpu: "50m", memory: "96Mi" } },
    },
  );
}

export function webService(namespace: string): KubeObject {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "web", namespace, labels: labels("web") },
    spec: { selector: labels("web"), ports: [{ name: "http", port: 80, targetPort: "http" }] },
  };
}

export function webSettings(namespace: string): KubeObject {
  const data = { LOG_LEVEL: "info", CURRENCY: "EUR" };
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "web", namespace }, data } as KubeObject;
}

export function redis(namespace: string): KubeObject {
  const container = { image: "redis:7.4.2", ports: [{ name: "redis", containerPort: 6379 }] };
  return {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata: { name: "redis", namespace, labels: labels("redis") },
    spec: {
      replicas: 3,
      serviceName: "redis",
      selector: { matchLabels: labels("redis") },
      template: template("redis", container),
    },
  };
}

export function logAgent(namespace: string): KubeObject {
  return {
    apiVersion: "apps/v1",
    kind: "DaemonSet",
    metadata: { name: "log-agent", namespace, labels: labels("log-agent") },
    spec: {
      selector: { matchLabels: labels("log-agent") },
      template: template("log-agent", { image: "shop/log-agent:2.3.0" }),
    },
  };
}

export function migration(namespace: string, version: string): KubeObject {
  const container = { image: `shop/db-migrate:${version}`, args: ["up"] };
  const { metadata, spec } = template("db-migrate", container);
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { name: "db-migrate", namespace, labels: labels("db-migrate") },
    spec: { backoffLimit: 2, template: { metadata, spec: { ...spec, restartPolicy: "Never" } } },
  };
}

export function ledger(namespace: string): KubeObject {
  return deployment("ledger", { namespace, replicas: 1, version: "3.0.1" }, {});
}

function deployment(name: string, { namespace, replicas, version }: Sizes, container: Partial<Container>): KubeObject {
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace, labels: labels(name) },
    spec: {
      replicas,
      minReadySeconds: name === "web" ? 2 : 0,
      progressDeadlineSeconds: 120,
      selector: { matchLabels: labels(name) },
      template: template(name, { image: `shop/${name}:${version}`, ...container }),
    },
  };
}

function template(name: string, container: Partial<Container>) {
  return { metadata: { labels: labels(name) }, spec: { containers: [{ name, ...container }] } };
}

function labels(name: string): Record<string, string> {
  return { "app.kubernetes.io/name": name, "app.kubernetes.io/part-of": "shop" };
}
