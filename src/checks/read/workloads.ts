import type { Place } from "../../core/place.ts";
import { at, listAt, mapAt, numberAt, type Step, textAt } from "../../core/read/value.ts";
import type { KubeObject } from "./manifests.ts";

/** An object that runs pods. */
export interface Workload {
  readonly object: KubeObject;
  /** `web`, or `web in shop` where it names its namespace. */
  readonly called: string;
  readonly kind: WorkloadKind;
  readonly podLabels: Readonly<Record<string, unknown>>;
  readonly podAnnotations: Readonly<Record<string, unknown>>;
  /** The pod's spec and where it stands in the object. */
  readonly pod: unknown;
  readonly podPath: readonly Step[];
  readonly containers: readonly Container[];
}

/** A container of a pod template. Sidecars are init containers that always restart. */
export interface Container {
  readonly name: string;
  readonly role: "main" | "init" | "sidecar";
  readonly value: unknown;
  readonly place: (...path: readonly Step[]) => Place;
}

const TEMPLATE_PATHS = {
  Deployment: ["spec", "template"],
  StatefulSet: ["spec", "template"],
  DaemonSet: ["spec", "template"],
  Job: ["spec", "template"],
  CronJob: ["spec", "jobTemplate", "spec", "template"],
  Pod: [],
  Rollout: ["spec", "template"],
} as const satisfies Readonly<Record<string, readonly Step[]>>;

export type WorkloadKind = keyof typeof TEMPLATE_PATHS;

const GROUPS: Readonly<Record<WorkloadKind, string>> = {
  Deployment: "apps",
  StatefulSet: "apps",
  DaemonSet: "apps",
  Job: "batch",
  CronJob: "batch",
  Pod: "",
  Rollout: "argoproj.io",
};

/** Kinds that keep pods running for as long as they exist. */
const LASTING: ReadonlySet<WorkloadKind> = new Set(["Deployment", "StatefulSet", "DaemonSet", "Rollout"]);

/** An object as a workload. Undefined where it is none, or a patch of one: a template in which no container has an image. */
export function workloadOf(object: KubeObject): Workload | undefined {
  const { kind } = object;
  if (!isWorkloadKind(kind) || object.group !== GROUPS[kind]) return undefined;
  const template: readonly Step[] = TEMPLATE_PATHS[kind];
  const podPath = [...template, "spec"];
  const containers = [
    ...containersAt(object, [...podPath, "containers"]),
    ...containersAt(object, [...podPath, "initContainers"]),
  ];
  if (!containers.some((one) => one.role === "main" && textAt(one.value, "image") !== undefined)) return undefined;
  return {
    object,
    called: object.namespace === "" ? object.name : `${object.name} in ${object.namespace}`,
    kind,
    podLabels: mapAt(object.value, ...template, "metadata", "labels"),
    podAnnotations: mapAt(object.value, ...template, "metadata", "annotations"),
    pod: at(object.value, ...podPath),
    podPath,
    containers,
  };
}

/** Whether a workload keeps running, so that rollouts, probes and scaling are about it. */
export function isLasting(workload: Workload): boolean {
  return LASTING.has(workload.kind);
}

/** How many pods a workload asks for by itself; one where it does not say. */
export function replicasOf(workload: Workload): number {
  return numberAt(workload.object.value, "spec", "replicas") ?? 1;
}

/** The container that a rule names: `web` alone, or `web/proxy` where its pod has several. */
export function containerName(workload: Workload, container: Container): string {
  return workload.containers.length === 1 ? workload.called : `${workload.called}/${container.name}`;
}

function containersAt(object: KubeObject, path: readonly Step[]): readonly Container[] {
  const init = path.at(-1) === "initContainers";
  return listAt(object.value, ...path).map((value, index) => {
    const sidecar = init && textAt(value, "restartPolicy") === "Always";
    return {
      name: textAt(value, "name") ?? `container ${index + 1}`,
      role: sidecar ? "sidecar" : init ? "init" : "main",
      value,
      place: (...more) => object.place(...path, index, ...more),
    };
  });
}

function isWorkloadKind(kind: string): kind is WorkloadKind {
  return Object.hasOwn(TEMPLATE_PATHS, kind);
}
