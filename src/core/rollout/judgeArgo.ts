import { parseTimestamp } from "../../base/clock.ts";
import { at, count, flag, identityOf, items, text } from "./read.ts";
import type { RolloutStatus, RolloutVerdict } from "./verdict.ts";
import { verdict } from "./verdicts.ts";
import { lagging } from "./judge.ts";

const ROLLOUT_PHASES: Readonly<Record<string, RolloutStatus>> = {
  Healthy: "Current",
  Progressing: "InProgress",
  Paused: "Paused",
  Degraded: "Failed",
};

/** An Argo Rollout: phase and message from its status, but only at the observed generation. */
export function judgeArgoRollout(rollout: unknown): RolloutVerdict {
  const status = at(rollout, "status");
  const phase = text(at(status, "phase"));
  if (phase === undefined) {
    return verdict(
      "Unknown",
      "NoStatus",
      `${identityOf(rollout).name} has no phase: its controller has not looked at it.`,
    );
  }
  const behind = lagging(rollout, true);
  if (behind !== undefined) return behind;
  const name = identityOf(rollout).name;
  const message = text(at(status, "message"));
  if (flag(at(rollout, "spec", "paused")) || phase === "Paused") {
    const reason = text(at(items(at(status, "pauseConditions"))[0], "reason")) ?? message ?? "Paused";
    return verdict("Paused", reason.replaceAll(/\W/gu, ""), `${name} is paused (${reason}); someone must decide.`);
  }
  if (phase === "Healthy" && count(at(rollout, "spec", "replicas")) === 0) {
    return verdict("ScaledToZero", "ScaledToZero", `${name} is scaled to zero: no pod serves.`);
  }
  const words = `${name} is ${phase}${message === undefined ? "" : `: ${message}`}`;
  return verdict(ROLLOUT_PHASES[phase] ?? "Unknown", phase, words.replace(/\.?$/u, "."));
}

const HEALTH: Readonly<Record<string, RolloutStatus>> = {
  Healthy: "Current",
  Progressing: "InProgress",
  Suspended: "Paused",
  Degraded: "Failed",
};

/** An Argo CD Application: the operation first, then whether health was read after it, the revision, the health. */
export function judgeArgoApplication(application: unknown): RolloutVerdict {
  const status = at(application, "status");
  const { name } = identityOf(application);
  const health = text(at(status, "health", "status"));
  if (health === undefined)
    return verdict("Unknown", "NoStatus", `${name} has no health: Argo CD has not looked at it.`);
  return operation(name, status) ?? revision(name, status) ?? ofHealth(name, status, health);
}

function operation(name: string, status: unknown): RolloutVerdict | undefined {
  const state = at(status, "operationState");
  const phase = text(at(state, "phase"));
  if (phase === "Failed" || phase === "Error") {
    const message = text(at(state, "message"));
    return verdict(
      "Failed",
      `Operation${phase}`,
      `The last sync of ${name} failed${message === undefined ? "" : `: ${message}`}.`,
    );
  }
  if (phase === "Running" || phase === "Terminating") {
    return verdict("InProgress", `Operation${phase}`, `${name} is being synced.`);
  }
  const finished = parseTimestamp(text(at(state, "finishedAt")));
  const reconciled = parseTimestamp(text(at(status, "reconciledAt")));
  if (finished === undefined || (reconciled !== undefined && reconciled >= finished)) return undefined;
  return verdict("InProgress", "HealthNotReconciled", `The health of ${name} is from before its last sync.`);
}

function revision(name: string, status: unknown): RolloutVerdict | undefined {
  const wanted = text(at(status, "sync", "revision"));
  const synced = text(at(status, "operationState", "syncResult", "revision"));
  if (
    at(status, "sync", "status") !== "OutOfSync" &&
    (wanted === undefined || synced === undefined || wanted === synced)
  ) {
    return undefined;
  }
  return verdict("InProgress", "OutOfSync", `${name} is not at the revision it should be at (${wanted ?? "unknown"}).`);
}

function ofHealth(name: string, status: unknown, health: string): RolloutVerdict {
  const message = text(at(status, "health", "message"));
  const words = `${name} is ${health}${message === undefined ? "" : `: ${message}`}`;
  return verdict(HEALTH[health] ?? "Unknown", health, words.replace(/\.?$/u, "."));
}
