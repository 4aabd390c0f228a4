import { at, bag, conditionOf, count, flag, identityOf, items, text } from "./read.ts";
import type { RolloutStatus, RolloutVerdict } from "./verdict.ts";
import { verdict } from "./verdicts.ts";
import { words } from "./conventions.ts";

type Judge = (object: unknown) => RolloutVerdict;

/** Built-in kinds whose status has its own language. */
export const BUILTIN_JUDGES: Readonly<Record<string, Judge>> = {
  CronJob: judgeCronJob,
  PersistentVolumeClaim: (claim) => byPhase(claim, { Bound: "Current", Lost: "Failed" }),
  PersistentVolume: (volume) =>
    byPhase(volume, { Bound: "Current", Available: "Current", Released: "Current", Failed: "Failed" }),
  Namespace: (namespace) => byPhase(namespace, { Active: "Current", Terminating: "Terminating" }),
  Service: judgeService,
  PodDisruptionBudget: judgeDisruptionBudget,
  HorizontalPodAutoscaler: judgeAutoscaler,
  CustomResourceDefinition: judgeDefinition,
};

function byPhase(object: unknown, phases: Readonly<Record<string, RolloutStatus>>): RolloutVerdict {
  const phase = text(at(object, "status", "phase")) ?? "Pending";
  return verdict(phases[phase] ?? "InProgress", phase, `${identityOf(object).name} is ${phase}.`);
}

function judgeCronJob(job: unknown): RolloutVerdict {
  const { name } = identityOf(job);
  if (flag(at(job, "spec", "suspend"))) return verdict("Paused", "CronJobSuspended", `${name} is suspended.`);
  const running = items(at(job, "status", "active")).length;
  return verdict("Current", "Scheduled", `${name} is scheduled; ${running} of its jobs run now.`);
}

function judgeService(service: unknown): RolloutVerdict {
  const { name } = identityOf(service);
  const balanced = at(service, "spec", "type") === "LoadBalancer";
  if (balanced && items(at(service, "status", "loadBalancer", "ingress")).length === 0) {
    return verdict("InProgress", "NoLoadBalancer", `${name} has no address of a load balancer yet.`);
  }
  return verdict("Current", "ServiceReady", `${name} is set up.`);
}

/** A budget is in force once it was looked at; whether its pods are healthy is their workload's matter. */
function judgeDisruptionBudget(budget: unknown): RolloutVerdict {
  const { name } = identityOf(budget);
  const healthy = count(at(budget, "status", "currentHealthy"));
  const desired = count(at(budget, "status", "desiredHealthy"));
  if (desired === undefined) return verdict("InProgress", "NotObserved", `${name} has not been looked at yet.`);
  return verdict("Current", "BudgetObserved", `${name}: ${healthy ?? 0} of ${desired} wanted pods are healthy.`);
}

function judgeAutoscaler(autoscaler: unknown): RolloutVerdict {
  const { name } = identityOf(autoscaler);
  for (const type of ["AbleToScale", "ScalingActive"]) {
    const condition = conditionOf(autoscaler, type);
    if (condition === undefined || condition.status === "True") continue;
    if (condition.reason === "ScalingDisabled") {
      return verdict("Paused", "ScalingDisabled", `${name} is off: its target is scaled to zero.`);
    }
    const broken = condition.status === "False" && /^(Failed|Invalid)/u.test(condition.reason ?? "");
    return verdict(broken ? "Failed" : "InProgress", condition.reason ?? `Not${type}`, words(autoscaler, condition));
  }
  if (Object.keys(bag(at(autoscaler, "status"))).length === 0) {
    return verdict("InProgress", "NotObserved", `${name} has not been looked at yet.`);
  }
  const replicas = count(at(autoscaler, "status", "currentReplicas")) ?? 0;
  return verdict("Current", "Scaling", `${name} keeps its target at ${replicas} now.`);
}

function judgeDefinition(definition: unknown): RolloutVerdict {
  const names = conditionOf(definition, "NamesAccepted");
  if (names?.status === "False") return verdict("Failed", names.reason ?? "NamesNotAccepted", words(definition, names));
  const established = conditionOf(definition, "Established");
  if (established?.status === "True") return verdict("Current", "Established", words(definition, established));
  if (established?.status === "False" && established.reason !== "Installing") {
    return verdict("Failed", established.reason ?? "NotEstablished", words(definition, established));
  }
  return verdict("InProgress", "NotEstablished", `${identityOf(definition).name} is not established yet.`);
}
