import { containerStatuses, lastExitCode } from "./doom.ts";
import { at, conditionOf, count, flag, items, text } from "./read.ts";

/** Reasons of a container that is only on its way. */
const ON_ITS_WAY = new Set(["ContainerCreating", "PodInitializing"]);

/** A pod's state in words for a row: `ready`, `CrashLoopBackOff · exit 1 · 4 restarts`, `init migrate: Error · exit 2`. */
export function podWords(pod: unknown): string {
  if (text(at(pod, "metadata", "deletionTimestamp")) !== undefined) return "terminating";
  const phase = at(pod, "status", "phase");
  if (phase === "Succeeded") return "completed";
  const trouble = containerTrouble(pod);
  if (phase === "Failed")
    return join([text(at(pod, "status", "reason")) ?? trouble[0] ?? "failed", ...trouble.slice(1)]);
  if (trouble.length > 0) return join(trouble);
  if (isReady(pod)) return join(["ready", restartWords(restartsOf(pod))]);
  return join([onItsWay(pod), restartWords(restartsOf(pod))]);
}

export function isReady(pod: unknown): boolean {
  return conditionOf(pod, "Ready")?.status === "True";
}

/** Restarts of all containers of a pod together, sidecars included. */
export function restartsOf(pod: unknown): number {
  return containerStatuses(pod).reduce<number>(
    (sum, container) => sum + (count(at(container, "restartCount")) ?? 0),
    0,
  );
}

function containerTrouble(pod: unknown): string[] {
  for (const container of containerStatuses(pod)) {
    const reason = troubleOf(container);
    if (reason === undefined) continue;
    const exitCode = lastExitCode(container);
    const restarts = restartWords(count(at(container, "restartCount")) ?? 0);
    return [prefix(pod, container) + reason, ...(exitCode === undefined ? [] : [`exit ${exitCode}`]), restarts];
  }
  return [];
}

function troubleOf(container: unknown): string | undefined {
  const waiting = text(at(container, "state", "waiting", "reason"));
  if (waiting !== undefined) return ON_ITS_WAY.has(waiting) ? undefined : waiting;
  const terminated = at(container, "state", "terminated");
  if (terminated === undefined || count(at(terminated, "exitCode")) === 0) return undefined;
  return text(at(terminated, "reason")) ?? "Error";
}

/** Says which container where a pod has several. */
function prefix(pod: unknown, container: unknown): string {
  const name = text(at(container, "name")) ?? "";
  const inits = items(at(pod, "spec", "initContainers"));
  const init = inits.find((candidate) => at(candidate, "name") === name);
  if (init !== undefined) return at(init, "restartPolicy") === "Always" ? `sidecar ${name}: ` : `init ${name}: `;
  return containerStatuses(pod).length > 1 ? `${name}: ` : "";
}

function onItsWay(pod: unknown): string {
  const scheduled = conditionOf(pod, "PodScheduled");
  if (scheduled?.status === "False") return "not scheduled";
  if (at(pod, "status", "phase") === "Running") {
    return containerStatuses(pod).every((container) => flag(at(container, "ready"))) ? "not ready yet" : "not ready";
  }
  return at(pod, "status", "phase") === "Unknown" ? "unknown" : "starting";
}

function restartWords(restarts: number): string {
  return restarts === 0 ? "" : `${restarts} ${restarts === 1 ? "restart" : "restarts"}`;
}

function join(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(" · ");
}
