import { isMembers, listOf, type Members, textOf } from "../json.ts";
import type { ServedKind } from "../kinds.ts";
import { KEPT_FILLERS } from "./keptDefaults.ts";
import { draft, fill, fillPod, fillPodSpec } from "./podDefaults.ts";

/** Fills a draft with what the real server (v1.36, `pkg/apis/<group>/v1/defaults.go`) fills in for its kind. */
export function fillDefaults({ kind }: ServedKind, object: Members): void {
  FILLERS[kind]?.(object);
}

const FILLERS: Readonly<Record<string, (object: Members) => void>> = {
  ...KEPT_FILLERS,
  Deployment: fillDeployment,
  ReplicaSet: (object) => {
    fill(draft(object, "spec"), { replicas: 1 });
    fillTemplate(object);
  },
  StatefulSet: fillStatefulSet,
  DaemonSet: fillDaemonSet,
  Job: fillJob,
  Pod: fillPod,
  Service: fillService,
  Secret: fillSecret,
  Namespace: fillNamespace,
};

function fillTemplate(object: Members): void {
  const template = draft(draft(object, "spec"), "template");
  draft(template, "metadata");
  fillPodSpec(draft(template, "spec"));
}

function fillDeployment(object: Members): void {
  const spec = draft(object, "spec");
  fill(spec, { replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600 });
  const strategy = draft(spec, "strategy");
  fill(strategy, { type: "RollingUpdate" });
  if (strategy["type"] === "RollingUpdate") {
    fill(draft(strategy, "rollingUpdate"), { maxUnavailable: "25%", maxSurge: "25%" });
  }
  fillTemplate(object);
}

function fillStatefulSet(object: Members): void {
  const spec = draft(object, "spec");
  fill(spec, { replicas: 1, revisionHistoryLimit: 10, podManagementPolicy: "OrderedReady" });
  fill(draft(spec, "persistentVolumeClaimRetentionPolicy"), { whenDeleted: "Retain", whenScaled: "Retain" });
  const strategy = draft(spec, "updateStrategy");
  if (strategy["type"] === undefined) {
    fill(strategy, { type: "RollingUpdate", rollingUpdate: {} });
  }
  const rolling = strategy["rollingUpdate"];
  if (strategy["type"] === "RollingUpdate" && isMembers(rolling)) fill(rolling, { partition: 0 });
  fillTemplate(object);
}

function fillDaemonSet(object: Members): void {
  const spec = draft(object, "spec");
  fill(spec, { revisionHistoryLimit: 10 });
  const strategy = draft(spec, "updateStrategy");
  fill(strategy, { type: "RollingUpdate" });
  if (strategy["type"] === "RollingUpdate") fill(draft(strategy, "rollingUpdate"), { maxUnavailable: 1, maxSurge: 0 });
  fillTemplate(object);
}

function fillJob(object: Members): void {
  const spec = draft(object, "spec");
  if (spec["completions"] === undefined && spec["parallelism"] === undefined) spec["completions"] = 1;
  fill(spec, { parallelism: 1, backoffLimit: 6, completionMode: "NonIndexed", suspend: false, manualSelector: false });
  fill(spec, { podReplacementPolicy: spec["podFailurePolicy"] === undefined ? "TerminatingOrFailed" : "Failed" });
  fillTemplate(object);
}

function fillService(object: Members): void {
  const spec = draft(object, "spec");
  fill(spec, { sessionAffinity: "None", type: "ClusterIP" });
  if (spec["type"] !== "ExternalName") {
    fill(spec, { internalTrafficPolicy: "Cluster" });
  }
  if (spec["type"] === "NodePort" || spec["type"] === "LoadBalancer") fill(spec, { externalTrafficPolicy: "Cluster" });
  if (spec["type"] === "LoadBalancer") fill(spec, { allocateLoadBalancerNodePorts: true });
  for (const port of listOf(spec["ports"])) fill(port, { protocol: "TCP", targetPort: port["port"] });
}

/** `stringData` is only for writing: it becomes base64 in `data`. */
function fillSecret(object: Members): void {
  fill(object, { type: "Opaque" });
  const plain = object["stringData"];
  if (!isMembers(plain)) return;
  const data = draft(object, "data");
  for (const [key, value] of Object.entries(plain)) data[key] = Buffer.from(textOf(value)).toString("base64");
  delete object["stringData"];
}

function fillNamespace(object: Members): void {
  const metadata = draft(object, "metadata");
  if (metadata["name"]) draft(metadata, "labels")["kubernetes.io/metadata.name"] = metadata["name"];
}
