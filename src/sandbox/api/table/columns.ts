import { dig, isMembers, listOf, type Members, membersOf, numberOf, textOf } from "../json.ts";
import { formatLabelSelector } from "../rules/labelSelector.ts";
import { AGE, type Column, count, NAME, orNone, text, wide } from "./column.ts";
import { ageOf, humanDuration } from "./duration.ts";
import { KEPT_COLUMNS } from "./keptColumns.ts";
import { podCells } from "./podCells.ts";
import { parseTimestamp } from "../../../base/clock.ts";

const containers = (object: Members): readonly Members[] =>
  listOf(dig(object, "spec", "template", "spec", "containers"));
const CONTAINERS = wide("Containers", (it) =>
  containers(it)
    .map((container) => textOf(container["name"]))
    .join(","),
);
const IMAGES = wide("Images", (it) =>
  containers(it)
    .map((container) => textOf(container["image"]))
    .join(","),
);
const SELECTOR = wide("Selector", (it) => formatLabelSelector(dig(it, "spec", "selector")));

function readyOf(object: Members): string {
  return `${numberOf(dig(object, "status", "readyReplicas"))}/${numberOf(dig(object, "spec", "replicas"))}`;
}

function formatLabels(labels: unknown): string {
  return isMembers(labels) ? formatLabelSelector({ matchLabels: labels }) : "<none>";
}

const POD: readonly Column[] = [
  NAME,
  text("Ready", (pod, now) => podCells(pod, now)[0]),
  text("Status", (pod, now) => podCells(pod, now)[1]),
  text("Restarts", (pod, now) => podCells(pod, now)[2]),
  AGE,
  wide("IP", (pod) => orNone(dig(pod, "status", "podIP"))),
  wide("Node", (pod) => orNone(dig(pod, "spec", "nodeName"))),
  wide("Nominated Node", (pod) => orNone(dig(pod, "status", "nominatedNodeName"))),
  wide("Readiness Gates", () => "<none>"),
];

function jobStatus(job: Members): string {
  const conditions = listOf(dig(job, "status", "conditions")).filter((it) => it["status"] === "True");
  const has = (type: string): boolean => conditions.some((it) => it["type"] === type);
  if (has("Complete")) return "Complete";
  if (has("Failed")) return "Failed";
  if (dig(job, "metadata", "deletionTimestamp") !== undefined) return "Terminating";
  return ["Suspended", "FailureTarget", "SuccessCriteriaMet"].find(has) ?? "Running";
}

function completionsOf(job: Members): string {
  const succeeded = numberOf(dig(job, "status", "succeeded"));
  const wanted = dig(job, "spec", "completions");
  if (typeof wanted === "number") return `${succeeded}/${wanted}`;
  const parallelism = numberOf(dig(job, "spec", "parallelism"));
  return parallelism > 1 ? `${succeeded}/1 of ${parallelism}` : `${succeeded}/1`;
}

function jobDuration(job: Members, now: number): string {
  const start = parseTimestamp(textOf(dig(job, "status", "startTime")));
  if (start === undefined) return "";
  return humanDuration((parseTimestamp(textOf(dig(job, "status", "completionTime"))) ?? now) - start);
}

function servicePorts(service: Members): string {
  const ports = listOf(dig(service, "spec", "ports")).map((port) => {
    const node = numberOf(port["nodePort"]);
    return `${numberOf(port["port"])}${node > 0 ? `:${node}` : ""}/${textOf(port["protocol"])}`;
  });
  return ports.join(",") || "<none>";
}

function externalAddress(service: Members): string {
  const spec = membersOf(service["spec"]);
  if (spec["type"] === "ExternalName") return textOf(spec["externalName"]);
  const ingress = listOf(dig(service, "status", "loadBalancer", "ingress")).map(
    (it) => textOf(it["ip"]) || textOf(it["hostname"]),
  );
  const addresses = [...ingress, ...(Array.isArray(spec["externalIPs"]) ? spec["externalIPs"].map(textOf) : [])];
  return addresses.join(",") || (spec["type"] === "LoadBalancer" ? "<pending>" : "<none>");
}

function nodeStatus(node: Members): string {
  const ready = listOf(dig(node, "status", "conditions")).find((it) => it["type"] === "Ready");
  const state = ready === undefined ? "Unknown" : ready["status"] === "True" ? "Ready" : "NotReady";
  return dig(node, "spec", "unschedulable") === true ? `${state},SchedulingDisabled` : state;
}

function nodeRoles(node: Members): string {
  const prefix = "node-role.kubernetes.io/";
  const labels = Object.keys(membersOf(dig(node, "metadata", "labels")));
  return (
    labels
      .flatMap((it) => (it.startsWith(prefix) ? [it.slice(prefix.length)] : []))
      .toSorted()
      .join(",") || "<none>"
  );
}

const nodeAddress = (type: string) => (node: Members) =>
  orNone(listOf(dig(node, "status", "addresses")).find((it) => it["type"] === type)?.["address"]);
const nodeInfo = (name: string) => (node: Members) => textOf(dig(node, "status", "nodeInfo", name)) || "<unknown>";

function eventTarget(event: Members): string {
  const { kind, name } = membersOf(event["involvedObject"]);
  return [textOf(kind).toLowerCase(), textOf(name)].filter((part) => part !== "").join("/");
}

const lastSeen: Column["cell"] = (event, now) =>
  ageOf(event["lastTimestamp"] ?? event["firstTimestamp"] ?? event["eventTime"], now);

const EVENT: readonly Column[] = [
  text("Last Seen", lastSeen),
  text("Type", (event) => textOf(event["type"])),
  text("Reason", (event) => textOf(event["reason"])),
  text("Object", eventTarget),
  wide("Subobject", (event) => textOf(dig(event, "involvedObject", "fieldPath"))),
  wide("Source", (event) => textOf(dig(event, "source", "component")) || textOf(event["reportingComponent"])),
  text("Message", (event) => textOf(event["message"]).trim()),
  wide("First Seen", (event, now) => ageOf(event["firstTimestamp"] ?? event["eventTime"], now)),
  wide("Count", (event) => numberOf(event["count"]) || 1),
  { ...NAME, priority: 1 },
];

const DEPLOYMENT: readonly Column[] = [
  NAME,
  text("Ready", readyOf),
  { ...count("Up-to-date", "status", "updatedReplicas"), type: "string" },
  { ...count("Available", "status", "availableReplicas"), type: "string" },
  AGE,
  CONTAINERS,
  IMAGES,
  SELECTOR,
];

const DAEMON_SET: readonly Column[] = [
  NAME,
  count("Desired", "status", "desiredNumberScheduled"),
  count("Current", "status", "currentNumberScheduled"),
  count("Ready", "status", "numberReady"),
  count("Up-to-date", "status", "updatedNumberScheduled"),
  count("Available", "status", "numberAvailable"),
  text("Node Selector", (set) => formatLabels(dig(set, "spec", "template", "spec", "nodeSelector"))),
  AGE,
  CONTAINERS,
  IMAGES,
  SELECTOR,
];

const SERVICE: readonly Column[] = [
  NAME,
  text("Type", (service) => textOf(dig(service, "spec", "type"))),
  text("Cluster-IP", (service) => orNone(dig(service, "spec", "clusterIP"))),
  text("External-IP", externalAddress),
  text("Port(s)", servicePorts),
  AGE,
  wide("Selector", (service) => formatLabels(dig(service, "spec", "selector"))),
];

const NODE: readonly Column[] = [
  NAME,
  text("Status", nodeStatus),
  text("Roles", nodeRoles),
  AGE,
  text("Version", (node) => textOf(dig(node, "status", "nodeInfo", "kubeletVersion"))),
  wide("Internal-IP", nodeAddress("InternalIP")),
  wide("External-IP", nodeAddress("ExternalIP")),
  wide("OS-Image", nodeInfo("osImage")),
  wide("Kernel-Version", nodeInfo("kernelVersion")),
  wide("Container-Runtime", nodeInfo("containerRuntimeVersion")),
];

function controllerOf(object: Members): string {
  const owner = listOf(dig(object, "metadata", "ownerReferences")).find((it) => it["controller"] === true);
  if (owner === undefined) return "<none>";
  const group = textOf(owner["apiVersion"]).split("/").toReversed()[1];
  return `${textOf(owner["kind"]).toLowerCase()}${group === undefined ? "" : `.${group}`}/${textOf(owner["name"])}`;
}

const dataCount = (object: Members): number => Object.keys(membersOf(object["data"])).length;
const orNotSet = (value: unknown): string => textOf(value) || "N/A";

const COLUMNS: Readonly<Record<string, readonly Column[]>> = {
  ...KEPT_COLUMNS,
  Pod: POD,
  Event: EVENT,
  Deployment: DEPLOYMENT,
  DaemonSet: DAEMON_SET,
  Service: SERVICE,
  Node: NODE,
  StatefulSet: [NAME, text("Ready", readyOf), AGE, CONTAINERS, IMAGES],
  ReplicaSet: [
    NAME,
    count("Desired", "spec", "replicas"),
    count("Current", "status", "replicas"),
    count("Ready", "status", "readyReplicas"),
    AGE,
    CONTAINERS,
    IMAGES,
    SELECTOR,
  ],
  Job: [
    NAME,
    text("Status", jobStatus),
    text("Completions", completionsOf),
    text("Duration", jobDuration),
    AGE,
    CONTAINERS,
    IMAGES,
    SELECTOR,
  ],
  Namespace: [NAME, text("Status", (it) => textOf(dig(it, "status", "phase"))), AGE],
  ConfigMap: [NAME, { ...text("Data", dataCount) }, AGE],
  Secret: [NAME, text("Type", (it) => textOf(it["type"])), text("Data", dataCount), AGE],
  ControllerRevision: [NAME, text("Controller", controllerOf), text("Revision", (it) => numberOf(it["revision"])), AGE],
  Lease: [NAME, text("Holder", (it) => textOf(dig(it, "spec", "holderIdentity"))), AGE],
  PodDisruptionBudget: [
    NAME,
    text("Min Available", (it) => orNotSet(dig(it, "spec", "minAvailable"))),
    text("Max Unavailable", (it) => orNotSet(dig(it, "spec", "maxUnavailable"))),
    count("Allowed Disruptions", "status", "disruptionsAllowed"),
    AGE,
  ],
};

/** The columns of a kind; name and age where it has none of its own. */
export function columnsOf(kind: string): readonly Column[] {
  return COLUMNS[kind] ?? [NAME, AGE];
}
