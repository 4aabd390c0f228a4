import { randomInt, randomUUID } from "node:crypto";
import { dig, isMembers, listOf, type Members, membersOf, textOf } from "../json.ts";
import type { ServedKind } from "../kinds.ts";
import { admitPod, draft, fill } from "../rules/podDefaults.ts";
import { countTemplates } from "./templateGeneration.ts";

const SERVERS_OWN = [
  "uid",
  "resourceVersion",
  "generation",
  "creationTimestamp",
  "deletionTimestamp",
  "deletionGracePeriodSeconds",
  "selfLink",
  "managedFields",
] as const;

/** What the server decides when an object is made: what the client may not set is taken out, the first status put in. */
export function prepareBirth({ kind }: ServedKind, object: Members): void {
  const metadata = draft(object, "metadata");
  for (const name of SERVERS_OWN) delete metadata[name];
  if (kind in FIRST_STATUS) object["status"] = FIRST_STATUS[kind]?.(object);
  if (kind === "Pod") admitPod(object);
  if (kind === "Namespace") fill(draft(object, "spec"), { finalizers: ["kubernetes"] });
  if (kind === "Event") fill(object, EVENT_BLANKS);
  if (kind === "Job") labelJob(object);
  if (kind === "DaemonSet") countTemplates(undefined, object);
  if (kind === "Service") giveAddress(membersOf(object["spec"]));
}

/** What an Event shows even where nobody set it. */
const EVENT_BLANKS: Members = {
  source: {},
  firstTimestamp: null,
  lastTimestamp: null,
  eventTime: null,
  reportingComponent: "",
  reportingInstance: "",
};

const FIRST_STATUS: Readonly<Record<string, (object: Members) => Members>> = {
  Pod: (pod) => ({ phase: "Pending", qosClass: qosClass(pod) }),
  Namespace: () => ({ phase: "Active" }),
  Service: () => ({ loadBalancer: {} }),
  Deployment: () => ({}),
  ReplicaSet: () => ({ replicas: 0 }),
  StatefulSet: () => ({ replicas: 0, availableReplicas: 0 }),
  DaemonSet: () => ({ currentNumberScheduled: 0, numberMisscheduled: 0, desiredNumberScheduled: 0, numberReady: 0 }),
  Job: () => ({}),
  CronJob: () => ({}),
  Ingress: () => ({ loadBalancer: {} }),
  PersistentVolumeClaim: () => ({ phase: "Pending" }),
  HorizontalPodAutoscaler: () => ({ currentMetrics: null, desiredReplicas: 0 }),
  PodDisruptionBudget: () => ({ disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 }),
};

/** Guaranteed where every container's limits equal its requests, BestEffort where there are none at all. */
export function qosClass(pod: Members): string {
  const resources = listOf(dig(pod, "spec", "containers")).map((it) => membersOf(it["resources"]));
  if (resources.every((it) => !isMembers(it["limits"]) && !isMembers(it["requests"]))) return "BestEffort";
  const full = resources.every((it) =>
    ["cpu", "memory"].every((name) => {
      const limit = dig(it, "limits", name);
      return limit !== undefined && limit === (dig(it, "requests", name) ?? limit);
    }),
  );
  return full ? "Guaranteed" : "Burstable";
}

/** A Job selects its pods by its own uid, which the server gives it and its template. */
function labelJob(job: Members): void {
  const spec = draft(job, "spec");
  if (spec["manualSelector"] === true) return;
  const metadata = draft(job, "metadata");
  const uid = randomUUID();
  metadata["uid"] = uid;
  spec["selector"] = { matchLabels: { "batch.kubernetes.io/controller-uid": uid } };
  const labels = draft(draft(draft(spec, "template"), "metadata"), "labels");
  const name = textOf(metadata["name"]);
  Object.assign(labels, {
    "batch.kubernetes.io/controller-uid": uid,
    "batch.kubernetes.io/job-name": name,
    "controller-uid": uid,
    "job-name": name,
  });
  metadata["labels"] ??= { ...labels };
}

/** What the server has given stays: a Service's addresses and ports where an update leaves them out, a DaemonSet's count. */
export function keepGiven({ kind }: ServedKind, before: Members, after: Members): void {
  if (kind === "DaemonSet") countTemplates(before, after);
  if (kind !== "Service") return;
  const [old, now] = [membersOf(before["spec"]), draft(after, "spec")];
  if (now["type"] === "ExternalName" || old["type"] === "ExternalName") return;
  const { clusterIP, clusterIPs, ipFamilies, ipFamilyPolicy } = old;
  fill(now, { clusterIP, clusterIPs, ipFamilies, ipFamilyPolicy });
  if (now["type"] !== "NodePort" && now["type"] !== "LoadBalancer") return;
  for (const port of listOf(now["ports"])) {
    const known = listOf(old["ports"]).find((it) => it["port"] === port["port"] && it["protocol"] === port["protocol"]);
    fill(port, { nodePort: known?.["nodePort"] ?? randomInt(30_000, 32_768) });
  }
}

/** An address of the usual service network; nothing answers there. */
function giveAddress(spec: Members): void {
  if (spec["type"] === "ExternalName") return;
  fill(spec, { clusterIP: `10.96.${randomInt(1, 255)}.${randomInt(1, 255)}` });
  fill(spec, { clusterIPs: [spec["clusterIP"]], ipFamilies: ["IPv4"], ipFamilyPolicy: "SingleStack" });
  if (spec["type"] !== "NodePort" && spec["type"] !== "LoadBalancer") return;
  for (const port of listOf(spec["ports"])) fill(port, { nodePort: randomInt(30_000, 32_768) });
}
