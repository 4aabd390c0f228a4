import { judgeByConventions } from "./conventions.ts";
import { beingDeleted, judge, lagging } from "./judge.ts";
import { judgeArgoApplication, judgeArgoRollout } from "./judgeArgo.ts";
import { BUILTIN_JUDGES } from "./judgeBuiltin.ts";
import { judgePod } from "./judgePod.ts";
import { judgeReplicaSet } from "./judgeReplicaSet.ts";
import type { KubeObject, Workload } from "./objects.ts";
import { at, text } from "./read.ts";
import type { RolloutVerdict } from "./verdict.ts";
import type { JudgeContext } from "./verdicts.ts";

/** API groups that a cluster has without custom resources. Everything else is taken for one. */
const BUILTIN_GROUPS = new Set([
  "",
  "admissionregistration.k8s.io",
  "apiextensions.k8s.io",
  "apiregistration.k8s.io",
  "apps",
  "authentication.k8s.io",
  "authorization.k8s.io",
  "autoscaling",
  "batch",
  "certificates.k8s.io",
  "coordination.k8s.io",
  "discovery.k8s.io",
  "events.k8s.io",
  "extensions",
  "flowcontrol.apiserver.k8s.io",
  "networking.k8s.io",
  "node.k8s.io",
  "policy",
  "rbac.authorization.k8s.io",
  "resource.k8s.io",
  "scheduling.k8s.io",
  "storage.k8s.io",
]);
/** Built-in kinds that say nothing only because nobody has looked at them yet. */
const REPORTING = new Set(["Node", "APIService", "CertificateSigningRequest"]);
const PODS = new Set(["Pod", "ReplicaSet", "ReplicationController"]);
/** Groups of the workloads, for objects that name none. */
const GROUPS: Readonly<Record<string, string>> = {
  Job: "batch",
  Deployment: "apps",
  StatefulSet: "apps",
  DaemonSet: "apps",
};
const WORKLOADS = /^(apps|extensions|batch)\/(Deployment|StatefulSet|DaemonSet|Job)$/u;

/** Judges an object of any kind: workloads by their own rules, others by the usual status conventions. Total. */
export function judgeAny(object: KubeObject, context: JudgeContext = {}): RolloutVerdict {
  const kind = text(at(object, "kind")) ?? "";
  const group = groupOf(object);
  if (WORKLOADS.test(`${group}/${kind}`)) return judge(object as Workload, context);
  return beingDeleted(object) ?? judgeOther(object, group, kind, context);
}

function judgeOther(
  object: KubeObject,
  group: string | undefined,
  kind: string,
  context: JudgeContext,
): RolloutVerdict {
  if (group === "argoproj.io" && kind === "Rollout") return judgeArgoRollout(object);
  if (group === "argoproj.io" && kind === "Application") return judgeArgoApplication(object);
  if (group === undefined || !BUILTIN_GROUPS.has(group)) return judgeByConventions(object, "Unknown");
  if (kind === "Pod") return judgePod(object);
  if (PODS.has(kind)) return judgeReplicaSet(object, context);
  const own = Object.hasOwn(BUILTIN_JUDGES, kind) ? BUILTIN_JUDGES[kind] : undefined;
  if (own !== undefined) return lagging(object, false) ?? own(object);
  return judgeByConventions(object, REPORTING.has(kind) ? "Unknown" : "Current");
}

/**
 * The group of `apiVersion`, empty for the core group. An object without one is taken for a built-in where its kind has
 * rules here; what else names no group that a cluster has is nobody's.
 */
function groupOf(object: KubeObject): string | undefined {
  const apiVersion = text(at(object, "apiVersion"));
  if (apiVersion?.includes("/")) return apiVersion.split("/", 1)[0];
  if (apiVersion !== undefined) return /^v\d/u.test(apiVersion) ? "" : undefined;
  const kind = text(at(object, "kind")) ?? "";
  if (Object.hasOwn(GROUPS, kind)) return GROUPS[kind];
  return PODS.has(kind) || REPORTING.has(kind) || Object.hasOwn(BUILTIN_JUDGES, kind) ? "" : undefined;
}
