import { dig, listOf, type Members, membersOf, numberOf, textOf } from "../json.ts";
import { ageOf } from "./duration.ts";

interface Tally {
  reason: string;
  ready: number;
  restarts: number;
  /** RFC 3339, UTC: compares as text. */
  lastRestart: string;
}

/** Ready, Status, Restarts of a pod as `kubectl get pods` shows them (`printPod` of v1.36). */
export function podCells(pod: Members, now: number): [ready: string, status: string, restarts: string] {
  const status = membersOf(pod["status"]);
  const sidecars = sidecarsOf(pod);
  const tally: Tally = {
    reason: textOf(status["reason"]) || textOf(status["phase"]),
    ready: 0,
    restarts: 0,
    lastRestart: "",
  };
  const fromSidecars: Tally = { ...tally };
  const initializing = tallyInit(pod, sidecars, tally, fromSidecars);
  if (!initializing || hasCondition(status, "Initialized")) {
    tally.restarts = fromSidecars.restarts;
    tally.lastRestart = fromSidecars.lastRestart;
    tallyMain(status, tally);
  }
  const ended = status["phase"] === "Succeeded" || status["phase"] === "Failed";
  if (dig(pod, "metadata", "deletionTimestamp") !== undefined) {
    if (status["reason"] === "NodeLost") tally.reason = "Unknown";
    else if (!ended) tally.reason = "Terminating";
  }
  const total = listOf(dig(pod, "spec", "containers")).length + sidecars.size;
  const ago = tally.restarts > 0 && tally.lastRestart !== "" ? ` (${ageOf(tally.lastRestart, now)} ago)` : "";
  return [`${tally.ready}/${total}`, tally.reason, `${tally.restarts}${ago}`];
}

function sidecarsOf(pod: Members): Set<unknown> {
  const init = listOf(dig(pod, "spec", "initContainers"));
  return new Set(init.filter((it) => it["restartPolicy"] === "Always").map((it) => it["name"]));
}

function hasCondition(status: Members, type: string): boolean {
  return listOf(status["conditions"]).some((it) => it["type"] === type && it["status"] === "True");
}

function countRestarts(container: Members, tally: Tally): void {
  tally.restarts += numberOf(container["restartCount"]);
  const finished = textOf(dig(container, "lastState", "terminated", "finishedAt"));
  if (finished > tally.lastRestart) tally.lastRestart = finished;
}

/** Whether an init container still keeps the pod from starting; its reason is noted. */
function tallyInit(pod: Members, sidecars: ReadonlySet<unknown>, tally: Tally, fromSidecars: Tally): boolean {
  const total = listOf(dig(pod, "spec", "initContainers")).length;
  for (const [index, container] of listOf(dig(pod, "status", "initContainerStatuses")).entries()) {
    countRestarts(container, tally);
    const isSidecar = sidecars.has(container["name"]);
    if (isSidecar) countRestarts(container, fromSidecars);
    if (dig(container, "state", "terminated", "exitCode") === 0) continue;
    if (isSidecar && container["started"] === true) {
      if (container["ready"] === true) tally.ready++;
      continue;
    }
    tally.reason = `Init:${initReason(container) ?? `${index}/${total}`}`;
    return true;
  }
  return false;
}

function initReason(container: Members): string | undefined {
  const terminated = dig(container, "state", "terminated");
  if (terminated !== undefined) return terminatedReason(membersOf(terminated));
  const waiting = textOf(dig(container, "state", "waiting", "reason"));
  return waiting === "" || waiting === "PodInitializing" ? undefined : waiting;
}

function terminatedReason(terminated: Members): string {
  const signal = numberOf(terminated["signal"]);
  return textOf(terminated["reason"]) || (signal ? `Signal:${signal}` : `ExitCode:${numberOf(terminated["exitCode"])}`);
}

function tallyMain(status: Members, tally: Tally): void {
  let running = false;
  let failure = "";
  for (const container of listOf(status["containerStatuses"]).toReversed()) {
    countRestarts(container, tally);
    const state = membersOf(container["state"]);
    const waiting = textOf(dig(state, "waiting", "reason"));
    if (waiting !== "") tally.reason = waiting;
    else if (state["terminated"] !== undefined) {
      const terminated = membersOf(state["terminated"]);
      tally.reason = terminatedReason(terminated);
      if (numberOf(terminated["exitCode"]) !== 0) failure = tally.reason;
    } else if (container["ready"] === true && state["running"] !== undefined) {
      running = true;
      tally.ready++;
    }
  }
  if (tally.reason !== "Completed") return;
  if (running && hasCondition(status, "Ready")) tally.reason = "Running";
  else if (failure !== "") tally.reason = failure;
  else if (running) tally.reason = "NotReady";
}
