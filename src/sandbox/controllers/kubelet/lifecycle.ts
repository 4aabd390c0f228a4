import { goDuration, timeOf } from "../time.ts";
import { type ContainerRun, print, report, restarts, vary } from "./container.ts";
import { backOffPull, beginPull, failPull, imageId, pullTime, reportPulled } from "./pulling.ts";
import { begin, end, wait } from "./states.ts";

/** Restarts wait 10 s, 20 s ... at most 5 min; a run of 10 min forgives what was before. */
const FIRST_BACKOFF_MS = 10_000;
const LAST_BACKOFF_MS = 300_000;
const FORGIVEN_AFTER_MS = 600_000;
/** The kubelet's period of readiness probes and of new attempts at a bad configuration. */
const PROBE_MS = 10_000;
/** How long an ended container shows before the kubelet acts on it. */
const ENDED_SHOWS_MS = 1_000;
/** The secret that a `config` container asks for in vain. */
const MISSING_SECRET = "x";

/** Takes a container as far as it can go now. Returns when it is to be looked at again. */
export function advance(run: ContainerRun): number | undefined {
  while (step(run)) {
    // Each step is one change of state; what is due at once follows at once.
  }
  return nextMoment(run);
}

/** Ends the running container now, as a signal from outside would. */
export function kill(run: ContainerRun, exitCode: number): void {
  run.memory.exitAt = run.world.clock.now();
  run.memory.exitCode = exitCode;
}

/** How long a restart waits after so many ends in a row. The first one is at once. */
function backOff(crashes: number): number {
  return crashes < 2 ? 0 : Math.min(LAST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (crashes - 2));
}

function step(run: ContainerRun): boolean {
  const { state } = run.status;
  if (state?.running !== undefined) return stepRunning(run);
  if (state?.terminated !== undefined) return stepEnded(run, state.terminated.exitCode);
  return stepWaiting(run, state?.waiting?.reason);
}

function stepWaiting(run: ContainerRun, reason: string | undefined): boolean {
  const { memory, world } = run;
  const now = world.clock.now();
  if (memory.due === undefined) {
    if (reason === "CrashLoopBackOff") memory.due = now + backOff(run.memory.crashes);
    else beginPull(run);
    return false;
  }
  if (memory.due > now) return false;
  if (reason === "ErrImagePull") backOffPull(run);
  else if (reason === "ImagePullBackOff" && run.effect === "missing") retryPull(run);
  else if (run.effect === "missing" && reason !== "CrashLoopBackOff") failPull(run);
  else if (run.effect === "config") refuseConfig(run);
  else start(run);
  return true;
}

function retryPull(run: ContainerRun): void {
  beginPull(run);
  failPull(run);
}

function refuseConfig(run: ContainerRun): void {
  const message = `secret "${MISSING_SECRET}" not found`;
  if (run.status.state?.waiting?.reason !== "CreateContainerConfigError") reportPulled(run, pullTime(run));
  run.memory.due = run.world.clock.now() + PROBE_MS;
  report(run, "Failed", `Error: ${message}`, "Warning");
  wait(run, "CreateContainerConfigError", message);
}

function start(run: ContainerRun): void {
  const restarted = run.status.state?.terminated !== undefined || run.status.lastState?.terminated !== undefined;
  delete run.memory.due;
  run.memory.failedPulls = 0;
  reportPulled(run, vary(run, run.world.timing.pullMs));
  report(run, "Created", "Container created");
  report(run, "Started", "Container started");
  if (restarted) run.world.logs.restart(run.pod.metadata.uid ?? "", run.container.name);
  begin(run, imageId(run));
  planRun(run);
  print(run, `starting ${run.container.name} ${run.container.image ?? ""}`);
}

/** Decides when the run that begins now gets ready and when it ends. */
function planRun(run: ContainerRun): void {
  const { memory, effect } = run;
  const { timing, clock } = run.world;
  const now = clock.now();
  delete memory.exitAt;
  delete memory.readyAt;
  const readyIn = vary(run, timing.readyMs * (effect === "slow" ? timing.slowFactor : 1));
  if (effect === "never") memory.probeAt = now + PROBE_MS;
  else if (effect !== "crash") memory.readyAt = now + readyIn;
  if (timing.logEveryMs > 0) memory.logAt = now + vary(run, timing.logEveryMs);
  const exit = exitOf(run, readyIn);
  if (exit === undefined) return;
  memory.exitAt = now + exit.after;
  memory.exitCode = exit.code;
}

function exitOf(run: ContainerRun, readyIn: number): { after: number; code: number } | undefined {
  const { timing } = run.world;
  const { effect, role } = run;
  if (effect === "crash") return { after: vary(run, timing.crashMs), code: 1 };
  if (effect === "flaky") return { after: readyIn + vary(run, timing.flakyMs), code: 1 };
  if (role === "init")
    return { after: vary(run, timing.initMs * (effect === "slow" ? timing.slowFactor : 1)), code: 0 };
  const works = role === "main" && (run.pod.spec["restartPolicy"] ?? "Always") !== "Always" && effect !== "never";
  return works ? { after: vary(run, timing.workMs * (effect === "slow" ? timing.slowFactor : 1)), code: 0 } : undefined;
}

/** Not where the kubelet was restarted and has forgotten what it meant to do. */
function isPlanned({ memory }: ContainerRun): boolean {
  return memory.readyAt !== undefined || memory.probeAt !== undefined || memory.exitAt !== undefined;
}

function stepRunning(run: ContainerRun): boolean {
  const { memory, world, status } = run;
  const now = world.clock.now();
  if (!isPlanned(run)) planRun(run);
  if (memory.exitAt !== undefined && memory.exitAt <= now) return endNow(run, memory.exitCode ?? 0);
  if (!status.ready && run.role !== "init" && memory.readyAt !== undefined && memory.readyAt <= now) {
    run.status = { ...status, ready: true };
    print(run, "ready to serve");
    return true;
  }
  if (memory.probeAt !== undefined && memory.probeAt <= now) {
    memory.probeAt = now + PROBE_MS;
    report(run, "Unhealthy", "Readiness probe failed: HTTP probe failed with statuscode: 503", "Warning");
  }
  if (memory.logAt !== undefined && memory.logAt <= now) {
    memory.logAt = now + vary(run, world.timing.logEveryMs);
    print(run, `served ${1 + Math.floor(world.random() * 200)} requests, none failed`);
  }
  return false;
}

function endNow(run: ContainerRun, exitCode: number): boolean {
  const { memory, world } = run;
  const now = world.clock.now();
  const ran = now - timeOf(run.status.state?.running?.startedAt);
  if (exitCode !== 0) print(run, `fatal: ${run.container.name} exits with code ${exitCode}`);
  end(run, exitCode);
  memory.crashes = ran >= FORGIVEN_AFTER_MS ? 1 : memory.crashes + 1;
  memory.due = now + ENDED_SHOWS_MS;
  for (const moment of ["exitAt", "exitCode", "readyAt", "probeAt", "logAt"] as const) delete memory[moment];
  return true;
}

function stepEnded(run: ContainerRun, exitCode: number): boolean {
  const { memory, world } = run;
  const now = world.clock.now();
  if (!restarts(run, exitCode)) return false;
  if (memory.due !== undefined && memory.due > now) return false;
  const pause = backOff(memory.crashes);
  if (pause === 0) {
    start(run);
    return true;
  }
  const { namespace = "", name, uid = "" } = run.pod.metadata;
  const where = `container=${run.container.name} pod=${name}_${namespace}(${uid})`;
  const ended = timeOf(run.status.state?.terminated?.finishedAt);
  memory.due = Math.max(now, ended + pause);
  const inPod = `container ${run.container.name} in pod ${name}_${namespace}(${uid})`;
  report(run, "BackOff", `Back-off restarting failed ${inPod}`, "Warning");
  wait(run, "CrashLoopBackOff", `back-off ${goDuration(pause)} restarting failed ${where}`);
  return true;
}

function nextMoment(run: ContainerRun): number | undefined {
  const { memory, status } = run;
  const isRunning = status.state?.running !== undefined;
  const ended = status.state?.terminated;
  if (ended !== undefined && !restarts(run, ended.exitCode)) return undefined;
  const readyAt = status.ready || run.role === "init" ? undefined : memory.readyAt;
  const moments = isRunning ? [memory.exitAt, readyAt, memory.probeAt, memory.logAt] : [memory.due];
  const known = moments.filter((moment) => moment !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
