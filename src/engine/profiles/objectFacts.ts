import { listAt, mapAt, type Step, textAt } from "../../core/read/value.ts";
import type { Origin, Stated } from "../../core/profiles/comparison.ts";
import { quantity } from "../../core/profiles/quantity.ts";
import type { PropertyId } from "../../core/profiles/properties.ts";
import { versionLabel } from "../../core/rollout/image.ts";
import type { FoundObject } from "./foundObject.ts";

/** One value of objects, of one workload or of all. */
export interface ObjectFact {
  readonly property: PropertyId;
  readonly workload?: string;
  readonly stated: Stated;
}

/** What objects say of an environment; the same of manifests and of a cluster, whose origin `from` gives. */
export interface Reading {
  readonly objects: readonly FoundObject[];
  readonly from: (object: FoundObject, ...path: readonly Step[]) => Origin;
  /** The workloads that belong to the application, as `kind/name`; all where absent. */
  readonly workloads: readonly string[] | undefined;
}

const WORKLOADS: ReadonlySet<string> = new Set(["Deployment", "StatefulSet", "DaemonSet", "Rollout"]);
const CONTAINERS: readonly Step[] = ["spec", "template", "spec", "containers"];

/** Every property that objects tell. */
export function objectFacts(reading: Reading): readonly ObjectFact[] {
  const workloads = reading.objects.filter((one) => isOwn(one, reading.workloads));
  return [...workloads.flatMap((one) => workloadFacts(one, reading)), ...surroundings(reading)];
}

/** The workloads of the application among objects, by name. */
export function workloadNames({ objects, workloads }: Pick<Reading, "objects" | "workloads">): readonly string[] {
  return [...new Set(objects.filter((one) => isOwn(one, workloads)).map(({ name }) => name))];
}

function isOwn({ kind, name }: FoundObject, wanted: readonly string[] | undefined): boolean {
  return WORKLOADS.has(kind) && (wanted === undefined || wanted.includes(`${kind.toLowerCase()}/${name}`));
}

function workloadFacts(object: FoundObject, { objects, from }: Reading): readonly ObjectFact[] {
  const { name: workload, value, kind } = object;
  const scaler = objects.find((one) => isScalerOf(one, object));
  const budget = objects.find((one) => one.kind === "PodDisruptionBudget" && selects(one, object));
  const counted = scaler === undefined && kind !== "DaemonSet";
  return [
    ...(counted ? [{ property: "replicas" as const, workload, stated: replicasOf(object, from) }] : []),
    ...resourceFacts(object, from),
    ...listAt(value, ...CONTAINERS)
      .slice(0, 1)
      .map((container) => {
        const image = textAt(container, "image") ?? "";
        const stated = { text: versionLabel(image), from: from(object, ...CONTAINERS, 0, "image") };
        return { property: "image" as const, workload, stated };
      }),
    ...(scaler === undefined ? [] : scalerFacts(scaler, workload, from)),
    ...(budget === undefined
      ? []
      : [{ property: "disruption-budget" as const, workload, stated: budgetOf(budget, from) }]),
  ];
}

type From = Reading["from"];

function replicasOf(object: FoundObject, from: From): Stated {
  const said = Number(textAt(object.value, "spec", "replicas") ?? "1");
  return { text: String(said), amount: said, from: from(object, "spec", "replicas") };
}

const RESOURCES = [
  ["cpu-request", "requests", "cpu"],
  ["memory-request", "requests", "memory"],
  ["memory-limit", "limits", "memory"],
] as const;

function resourceFacts(object: FoundObject, from: From): readonly ObjectFact[] {
  return RESOURCES.flatMap(([property, part, resource]): ObjectFact[] => {
    const path: readonly Step[] = [...CONTAINERS, 0, "resources", part, resource];
    const text = textAt(object.value, ...path);
    return text === undefined
      ? []
      : [{ property, workload: object.name, stated: amountOf(text, from(object, ...path)) }];
  });
}

function amountOf(text: string, from: Origin): Stated {
  const amount = quantity(text);
  return { text, ...(amount === undefined ? {} : { amount }), from };
}

function scalerFacts(scaler: FoundObject, workload: string, from: From): readonly ObjectFact[] {
  const keda = scaler.kind === "ScaledObject";
  const [least, most] = keda ? ["minReplicaCount", "maxReplicaCount"] : ["minReplicas", "maxReplicas"];
  const low = Number(textAt(scaler.value, "spec", least ?? "") ?? (keda ? "0" : "1"));
  const high = Number(textAt(scaler.value, "spec", most ?? "") ?? "100");
  const at = from(scaler, "spec", least ?? "");
  return [
    { property: "replicas", workload, stated: { text: `${low} or more`, amount: low, from: at } },
    { property: "autoscaling", workload, stated: { text: `${low} to ${high}`, amount: low, from: at } },
    {
      property: "autoscaling-most",
      workload,
      stated: { text: String(high), amount: high, from: from(scaler, "spec", most ?? "") },
    },
  ];
}

function isScalerOf({ kind, group, value }: FoundObject, workload: FoundObject): boolean {
  const scales = (kind === "HorizontalPodAutoscaler" && group === "autoscaling") || kind === "ScaledObject";
  const target = textAt(value, "spec", "scaleTargetRef", "kind") ?? "Deployment";
  return scales && target === workload.kind && textAt(value, "spec", "scaleTargetRef", "name") === workload.name;
}

function selects({ value }: FoundObject, workload: FoundObject): boolean {
  const wanted = Object.entries(mapAt(value, "spec", "selector", "matchLabels"));
  const labels = mapAt(workload.value, "spec", "template", "metadata", "labels");
  return wanted.length > 0 && wanted.every(([key, text]) => labels[key] === text);
}

function budgetOf(budget: FoundObject, from: From): Stated {
  const kept = textAt(budget.value, "spec", "minAvailable");
  const lost = textAt(budget.value, "spec", "maxUnavailable");
  const text = kept === undefined ? `at most ${lost ?? "1"} away` : `at least ${kept} kept`;
  return { text, from: from(budget, "spec") };
}

/** Objects that are counted rather than read: which kinds stand for what. */
const COUNTED: readonly { readonly property: PropertyId; readonly kinds: readonly string[] }[] = [
  { property: "quota", kinds: ["ResourceQuota"] },
  { property: "network-policy", kinds: ["NetworkPolicy", "CiliumNetworkPolicy"] },
  { property: "monitoring", kinds: ["ServiceMonitor", "PodMonitor", "PrometheusRule", "Probe"] },
  { property: "backups", kinds: ["Schedule", "ScheduledBackup", "VolumeSnapshot", "CronJob"] },
];

function surroundings({ objects, from }: Reading): readonly ObjectFact[] {
  const counted = COUNTED.flatMap(({ property, kinds }): ObjectFact[] => {
    const found = objects.filter((one) => kinds.includes(one.kind) && (one.kind !== "CronJob" || isBackup(one)));
    const [first] = found;
    if (first === undefined) return [];
    return [{ property, stated: { text: namesOf(found), from: from(first) } }];
  });
  return [...counted, ...hostFacts(objects, from), ...storageFacts(objects, from), ...secretFacts(objects, from)];
}

function isBackup({ name }: FoundObject): boolean {
  return /backup|dump|snapshot/iu.test(name);
}

function hostFacts(objects: readonly FoundObject[], from: From): readonly ObjectFact[] {
  const ingresses = objects.filter(({ kind }) => kind === "Ingress" || kind === "HTTPRoute");
  const [first] = ingresses;
  const hosts = ingresses.flatMap(({ value }) => [
    ...listAt(value, "spec", "rules").flatMap((rule) => textAt(rule, "host") ?? []),
    ...listAt(value, "spec", "hostnames").flatMap((host) => textAt(host) ?? []),
  ]);
  if (first === undefined || hosts.length === 0) return [];
  const text = [...new Set(hosts)].toSorted().join(", ");
  return [{ property: "hosts", stated: { text, from: from(first, "spec", "rules", 0, "host") } }];
}

function storageFacts(objects: readonly FoundObject[], from: From): readonly ObjectFact[] {
  const claims = objects.filter(({ kind }) => kind === "PersistentVolumeClaim");
  const [first] = claims;
  if (first === undefined) return [];
  const path = ["spec", "resources", "requests", "storage"] as const;
  const sizes = claims.flatMap(({ value }) => textAt(value, ...path) ?? []);
  const amounts = sizes.map((size) => quantity(size) ?? Number.NaN);
  const sum = amounts.reduce((all, one) => all + one, 0);
  const stated = {
    text: sizes.join(" + "),
    ...(Number.isFinite(sum) ? { amount: sum } : {}),
    from: from(first, ...path),
  };
  return [{ property: "storage", stated }];
}

const SECRETS = ["ExternalSecret", "SealedSecret", "SecretProviderClass", "Secret"] as const;

function secretFacts(objects: readonly FoundObject[], from: From): readonly ObjectFact[] {
  const kinds = SECRETS.filter((kind) => objects.some((one) => one.kind === kind));
  const first = objects.find(({ kind }) => kind === kinds[0]);
  if (first === undefined) return [];
  return [{ property: "secrets", stated: { text: kinds.join(", "), from: from(first) } }];
}

/** Names that are the same in every environment stand for themselves; three of them at most. */
function namesOf(found: readonly FoundObject[]): string {
  const names = [...new Set(found.map(({ name }) => name))].toSorted();
  return names.slice(0, 3).join(", ") + (names.length > 3 ? ` and ${names.length - 3} more` : "");
}
