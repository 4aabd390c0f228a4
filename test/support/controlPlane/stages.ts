import { FLAKY_MS, SLOW_MS } from "./faults.ts";
import { EXITED_WITH_0, EXITED_WITH_1, podStatus, running, waiting } from "./podStatus.ts";
import {
  hasExited,
  hasFault,
  hasNoFault,
  hasNotStarted,
  isWaitingFor,
  ownedByJob,
  phaseIs,
  podStage,
  readyIs,
  restartPolicyIs,
} from "./stage.ts";

/** How long the states last that the kubelet goes back and forth between: shorter than its own, to be seen often. */
const BACK_OFF_MS = 300;
const RESTART_MS = 4_000;
const PULL_MS = 1_000;
const PULL_AGAIN_MS = 5_000;
const JOB_MS = 500;

const NOT_FOUND = `printf "failed to pull and unpack image %q: failed to resolve reference %q: %s: not found" .image .image .image`;
const PULL_BACK_OFF = `printf "Back-off pulling image %q: ErrImagePull: failed to resolve reference %q: %s: not found" .image .image .image`;
const RESTART_BACK_OFF = `printf "back-off 10s restarting failed container=%s pod=%s_%s(%s)" .name $pod.metadata.name $pod.metadata.namespace $pod.metadata.uid`;
const NO_CONFIG = `print "configmap \\"settings\\" not found"`;

const healthy = [
  podStage({
    name: "pod-ready",
    when: [hasNoFault("crash", "missing", "never", "slow", "config"), phaseIs("Pending")],
    status: podStatus("Running"),
  }),
  podStage({
    name: "job-pod-complete",
    when: [hasNoFault("crash"), ownedByJob, phaseIs("Running"), readyIs("True")],
    delayMs: JOB_MS,
    status: podStatus("Succeeded", { state: EXITED_WITH_0, whom: "all" }),
  }),
  podStage({ name: "pod-delete", when: [] }),
];

const unready = [
  podStage({
    name: "pod-started",
    when: [hasFault("never", "slow"), phaseIs("Pending")],
    status: podStatus("Running", running),
  }),
  podStage({
    name: "pod-ready-late",
    when: [hasFault("slow"), phaseIs("Running"), readyIs("False")],
    delayMs: SLOW_MS,
    status: podStatus("Running"),
  }),
];

const crashing = [
  podStage({
    name: "pod-crash",
    when: [hasFault("crash"), restartPolicyIs("NotIn", "Never"), phaseIs("Pending")],
    status: podStatus("Running", { state: EXITED_WITH_1 }),
  }),
  podStage({
    name: "pod-fail",
    when: [hasFault("crash"), restartPolicyIs("In", "Never"), phaseIs("Pending")],
    status: podStatus("Failed", { state: EXITED_WITH_1 }),
  }),
  podStage({
    name: "pod-crash-late",
    when: [hasFault("flaky"), phaseIs("Running"), readyIs("True")],
    delayMs: FLAKY_MS,
    status: podStatus("Running", { state: EXITED_WITH_1 }),
  }),
  podStage({
    name: "pod-back-off",
    when: [hasFault("crash", "flaky"), phaseIs("Running"), hasExited],
    delayMs: BACK_OFF_MS,
    status: podStatus("Running", {
      state: waiting("CrashLoopBackOff", RESTART_BACK_OFF),
      lastState: EXITED_WITH_1,
      restarts: 1,
    }),
  }),
  podStage({
    name: "pod-crash-again",
    when: [hasFault("crash", "flaky"), phaseIs("Running"), isWaitingFor("CrashLoopBackOff")],
    delayMs: RESTART_MS,
    status: podStatus("Running", { state: EXITED_WITH_1 }),
  }),
];

const unstartable = [
  podStage({
    name: "pod-image-missing",
    when: [hasFault("missing"), phaseIs("Pending"), hasNotStarted],
    status: podStatus("Pending", { state: waiting("ErrImagePull", NOT_FOUND) }),
  }),
  podStage({
    name: "pod-pull-back-off",
    when: [hasFault("missing"), isWaitingFor("ErrImagePull")],
    delayMs: PULL_MS,
    status: podStatus("Pending", { state: waiting("ImagePullBackOff", PULL_BACK_OFF) }),
  }),
  podStage({
    name: "pod-pull-again",
    when: [hasFault("missing"), isWaitingFor("ImagePullBackOff")],
    delayMs: PULL_AGAIN_MS,
    status: podStatus("Pending", { state: waiting("ErrImagePull", NOT_FOUND) }),
  }),
  podStage({
    name: "pod-config-missing",
    when: [hasFault("config"), phaseIs("Pending"), hasNotStarted],
    status: podStatus("Pending", { state: waiting("CreateContainerConfigError", NO_CONFIG) }),
  }),
];

/** How the pods on kwok's nodes live and fail; see `FAULTS` for what a person asks for. */
export const POD_STAGES: readonly object[] = [...healthy, ...unready, ...crashing, ...unstartable];
