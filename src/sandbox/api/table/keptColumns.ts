import { dig, isMembers, listOf, type Members, membersOf, numberOf, textOf } from "../json.ts";
import { parseTimestamp } from "../../../base/clock.ts";
import { formatLabelSelector } from "../rules/labelSelector.ts";
import { AGE, type Column, count, NAME, orNone, text, wide } from "./column.ts";
import { humanDuration } from "./duration.ts";

const MOST_HOSTS = 3;

function targetsOf(autoscaler: Members): string {
  const targets = listOf(dig(autoscaler, "spec", "metrics")).map((metric) => {
    const kind = textOf(metric["type"]);
    const source = membersOf(metric[`${kind.charAt(0).toLowerCase()}${kind.slice(1)}`]);
    const { averageUtilization, averageValue, value } = membersOf(source["target"]);
    const wanted =
      averageUtilization === undefined ? textOf(averageValue ?? value) : `${numberOf(averageUtilization)}%`;
    const name = kind === "Resource" ? `${textOf(source["name"])}: ` : "";
    return `${name}<unknown>/${wanted}`;
  });
  return targets.join(", ") || "<none>";
}

function scaledObject(autoscaler: Members): string {
  const { kind, name } = membersOf(dig(autoscaler, "spec", "scaleTargetRef"));
  return `${textOf(kind)}/${textOf(name)}`;
}

function hostsOf(ingress: Members): string {
  const hosts = listOf(dig(ingress, "spec", "rules")).flatMap((rule) => textOf(rule["host"]) || []);
  const more = hosts.length - MOST_HOSTS;
  const shown = hosts.slice(0, MOST_HOSTS).join(",") || "*";
  return more > 0 ? `${shown} + ${more} more...` : shown;
}

const lastSchedule = (cronJob: Members, now: number): string => {
  const at = parseTimestamp(textOf(dig(cronJob, "status", "lastScheduleTime")));
  return at === undefined ? "<none>" : humanDuration(now - at);
};

const jobContainers = (cronJob: Members, member: string): string =>
  listOf(dig(cronJob, "spec", "jobTemplate", "spec", "template", "spec", "containers"))
    .map((container) => textOf(container[member]))
    .join(",");

function selectorOf(selector: unknown): string {
  return isMembers(selector) ? formatLabelSelector(selector) : "<none>";
}

const ACCESS: Readonly<Record<string, string>> = {
  ReadWriteOnce: "RWO",
  ReadOnlyMany: "ROX",
  ReadWriteMany: "RWX",
  ReadWriteOncePod: "RWOP",
};

/** What a claim has: nothing until it is bound. */
function accessOf(claim: Members): string {
  const modes = dig(claim, "status", "accessModes");
  return Array.isArray(modes) ? modes.map((mode) => ACCESS[textOf(mode)] ?? textOf(mode)).join(",") : "";
}

/** The columns of the kinds that are kept and that nothing acts on. */
export const KEPT_COLUMNS: Readonly<Record<string, readonly Column[]>> = {
  HorizontalPodAutoscaler: [
    NAME,
    text("Reference", scaledObject),
    text("Targets", targetsOf),
    { ...count("MinPods", "spec", "minReplicas"), type: "string" },
    { ...count("MaxPods", "spec", "maxReplicas"), type: "string" },
    { ...count("Replicas", "status", "currentReplicas"), type: "string" },
    AGE,
  ],
  CronJob: [
    NAME,
    text("Schedule", (it) => textOf(dig(it, "spec", "schedule"))),
    text("Timezone", (it) => orNone(dig(it, "spec", "timeZone"))),
    text("Suspend", (it) => (dig(it, "spec", "suspend") === true ? "True" : "False")),
    { ...text("Active", (it) => listOf(dig(it, "status", "active")).length), type: "integer" },
    text("Last Schedule", lastSchedule),
    AGE,
    wide("Containers", (it) => jobContainers(it, "name")),
    wide("Images", (it) => jobContainers(it, "image")),
    wide("Selector", (it) => selectorOf(dig(it, "spec", "jobTemplate", "spec", "selector"))),
  ],
  Ingress: [
    NAME,
    text("Class", (it) => orNone(dig(it, "spec", "ingressClassName"))),
    text("Hosts", hostsOf),
    text("Address", () => ""),
    text("Ports", (it) => (listOf(dig(it, "spec", "tls")).length > 0 ? "80, 443" : "80")),
    AGE,
  ],
  NetworkPolicy: [NAME, text("Pod-Selector", (it) => selectorOf(dig(it, "spec", "podSelector"))), AGE],
  PersistentVolumeClaim: [
    NAME,
    text("Status", (it) => textOf(dig(it, "status", "phase"))),
    text("Volume", (it) => textOf(dig(it, "spec", "volumeName"))),
    text("Capacity", (it) => textOf(dig(it, "status", "capacity", "storage"))),
    text("Access Modes", accessOf),
    text("StorageClass", (it) => textOf(dig(it, "spec", "storageClassName"))),
    text("VolumeAttributesClass", (it) => textOf(dig(it, "spec", "volumeAttributesClassName")) || "<unset>"),
    AGE,
    wide("VolumeMode", (it) => textOf(dig(it, "spec", "volumeMode"))),
  ],
  LimitRange: [NAME, text("Created At", (it) => textOf(dig(it, "metadata", "creationTimestamp")))],
};
