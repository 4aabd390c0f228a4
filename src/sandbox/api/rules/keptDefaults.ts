import { dig, isMembers, listOf, type Members } from "../json.ts";
import { draft, fill, fillPodSpec } from "./podDefaults.ts";

/** Defaults of the kinds that are kept and that nothing acts on. */
export const KEPT_FILLERS: Readonly<Record<string, (object: Members) => void>> = {
  HorizontalPodAutoscaler: fillAutoscaler,
  CronJob: fillCronJob,
  NetworkPolicy: fillNetworkPolicy,
  PersistentVolumeClaim: (object) => fill(draft(object, "spec"), { volumeMode: "Filesystem" }),
  LimitRange: (object) => listOf(dig(object, "spec", "limits")).forEach(fillLimit),
};

const UTILIZATION_PERCENT = 80;
const ALL_AT_ONCE = { type: "Percent", value: 100, periodSeconds: 15 };

function fillAutoscaler(object: Members): void {
  const spec = draft(object, "spec");
  const target = { type: "Utilization", averageUtilization: UTILIZATION_PERCENT };
  fill(spec, { minReplicas: 1, metrics: [{ type: "Resource", resource: { name: "cpu", target } }] });
  const behavior = spec["behavior"];
  if (!isMembers(behavior)) return;
  fill(draft(behavior, "scaleDown"), { policies: [ALL_AT_ONCE], selectPolicy: "Max" });
  const policies = [{ type: "Pods", value: 4, periodSeconds: 15 }, ALL_AT_ONCE];
  fill(draft(behavior, "scaleUp"), { policies, selectPolicy: "Max", stabilizationWindowSeconds: 0 });
}

function fillCronJob(object: Members): void {
  const spec = draft(object, "spec");
  fill(spec, { concurrencyPolicy: "Allow", suspend: false, successfulJobsHistoryLimit: 3, failedJobsHistoryLimit: 1 });
  const jobTemplate = draft(spec, "jobTemplate");
  draft(jobTemplate, "metadata");
  const template = draft(draft(jobTemplate, "spec"), "template");
  draft(template, "metadata");
  fillPodSpec(draft(template, "spec"));
}

/** Which traffic a policy is about, where it does not say. */
function fillNetworkPolicy(object: Members): void {
  const spec = draft(object, "spec");
  const rules = [...listOf(spec["ingress"]), ...listOf(spec["egress"])];
  for (const port of rules.flatMap((rule) => listOf(rule["ports"]))) fill(port, { protocol: "TCP" });
  fill(spec, { policyTypes: listOf(spec["egress"]).length > 0 ? ["Ingress", "Egress"] : ["Ingress"] });
}

/** What a container may have at most is its default, and that what it asks for. */
function fillLimit(limit: Members): void {
  if (limit["type"] !== "Container") return;
  for (const [name, from] of [
    ["default", "max"],
    ["defaultRequest", "default"],
    ["defaultRequest", "min"],
  ] as const) {
    const source = limit[from];
    if (isMembers(source)) fill(draft(limit, name), source);
  }
}
