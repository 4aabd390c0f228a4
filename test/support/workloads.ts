import type { DaemonSet, Deployment, Job, PodTemplate, StatefulSet } from "../../src/core/rollout/objects.ts";

export interface WorkloadOptions {
  readonly name: string;
  readonly namespace: string;
  /** What follows `shop/web:`; a tag such as `1.0.0-crash` misbehaves as the testbed's faults say. */
  readonly tag?: string;
  readonly replicas?: number;
}

export function deploymentOf(options: WorkloadOptions, spec: Partial<Deployment["spec"]> = {}): Deployment {
  const { replicas = 2 } = options;
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: metadataOf(options),
    spec: { replicas, selector: selectorOf(options), template: templateOf(options), ...spec },
  };
}

export function statefulSetOf(options: WorkloadOptions, spec: Partial<StatefulSet["spec"]> = {}): StatefulSet {
  const { name, replicas = 2 } = options;
  return {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata: metadataOf(options),
    spec: { replicas, serviceName: name, selector: selectorOf(options), template: templateOf(options), ...spec },
  };
}

export function daemonSetOf(options: WorkloadOptions, spec: Partial<DaemonSet["spec"]> = {}): DaemonSet {
  return {
    apiVersion: "apps/v1",
    kind: "DaemonSet",
    metadata: metadataOf(options),
    spec: { selector: selectorOf(options), template: templateOf(options), ...spec },
  };
}

export function jobOf(options: WorkloadOptions, spec: Partial<Job["spec"]> = {}): Job {
  const template = templateOf(options);
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: metadataOf(options),
    spec: {
      template: { ...template, spec: { containers: [], ...template.spec, restartPolicy: "Never" } },
      ...spec,
    },
  };
}

/** The template that `tag` asks for, for patches. */
export function templateOf({ name, tag = "1.0.0" }: WorkloadOptions): PodTemplate {
  return {
    metadata: { labels: { app: name } },
    spec: { containers: [{ name: "app", image: `shop/web:${tag}` }], terminationGracePeriodSeconds: 0 },
  };
}

function metadataOf({ name, namespace }: WorkloadOptions): { name: string; namespace: string } {
  return { name, namespace };
}

function selectorOf({ name }: WorkloadOptions): { matchLabels: Record<string, string> } {
  return { matchLabels: { app: name } };
}
