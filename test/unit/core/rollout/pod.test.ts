import { describe, expect, it } from "vitest";
import { doomed } from "../../../../src/core/rollout/doom.ts";
import { podWords } from "../../../../src/core/rollout/pod.ts";
import type { ContainerStatus, Pod } from "../../../../src/core/rollout/objects.ts";
import { pod, READY, replicaSet, waiting } from "./samples.ts";

const of = (status: Pod["status"]): Pod => pod("web-1", replicaSet(1), status);
const container = (name: string, state: ContainerStatus["state"]): ContainerStatus => ({
  name,
  ready: false,
  restartCount: 2,
  ...(state === undefined ? {} : { state }),
});

function start(exitCode: number): Pod {
  return of({ containerStatuses: [container("web", { terminated: { exitCode, reason: "ContainerCannotRun" } })] });
}

describe("doomed", () => {
  it.each([
    ["a crash loop", waiting("CrashLoopBackOff", "back-off 40s", 1), "crashes (exit code 1)"],
    [
      "an image that is not found",
      waiting("ErrImagePull", 'rpc error: "web:9": not found'),
      "cannot find its image registry.local/shop/web:1.9.0",
    ],
    [
      "a pull that backs off from an image not found",
      waiting("ImagePullBackOff", "Back-off: ErrImagePull: manifest unknown"),
      "cannot find its image registry.local/shop/web:1.9.0",
    ],
    [
      "a missing secret",
      waiting("CreateContainerConfigError", 'secret "tls" not found'),
      'cannot be configured: secret "tls" not found',
    ],
    ["a bad image name", waiting("InvalidImageName"), "cannot have its image"],
    ["a failed pod", { phase: "Failed" as const, reason: "DeadlineExceeded" }, "has failed"],
  ])("is a pod with %s", (_what, status, message) => {
    expect(doomed(of(status))?.message).toBe(message);
  });

  it.each([
    ["a bare pull back-off", waiting("ImagePullBackOff", 'Back-off pulling image "web:9"')],
    ["a pull that timed out", waiting("ErrImagePull", "dial tcp: i/o timeout")],
    ["a registry whose host is not found", waiting("ErrImagePull", "lookup registry.local: host not found")],
    [
      "a missing credential helper",
      waiting("ErrImagePull", 'error getting credentials: exec: "helper": executable file not found in $PATH'),
    ],
    ["credentials that are not stored", waiting("ErrImagePull", "credentials not found in native keychain")],
    [
      "a cache that has not synced",
      waiting("CreateContainerConfigError", "failed to sync secret cache: timed out waiting for the condition"),
    ],
    ["an eviction", { phase: "Failed" as const, reason: "Evicted" }],
    ["a completed run", { phase: "Succeeded" as const }],
    ["readiness", READY],
    ["nothing known", undefined],
  ])("is not a pod with %s", (_what, status) => {
    expect(doomed(of(status))).toBeUndefined();
  });

  it("forgives exit code 128 of a start, and no other", () => {
    expect(doomed(start(128))).toBeUndefined();
    expect(doomed(start(127))).toMatchObject({ reason: "ContainerCannotRun", exitCode: 127 });
  });

  it("forgets a failed start once the container runs", () => {
    const recovered = {
      ...container("web", { running: {} }),
      lastState: { terminated: { exitCode: 127, reason: "ContainerCannotRun" } },
    };
    expect(doomed(of({ containerStatuses: [recovered] }))).toBeUndefined();
  });

  it("looks at init containers and sidecars too", () => {
    const init = of({
      initContainerStatuses: [container("migrate", { waiting: { reason: "CrashLoopBackOff" } })],
      containerStatuses: [container("web", { waiting: { reason: "PodInitializing" } })],
    });
    expect(doomed(init)).toMatchObject({ container: "migrate", message: "crashes in container migrate" });
  });
});

describe("a pod in words", () => {
  it.each([
    ["ready", READY],
    ["CrashLoopBackOff · exit 1 · 4 restarts", waiting("CrashLoopBackOff", "", 1)],
    ["ImagePullBackOff", waiting("ImagePullBackOff")],
    ["starting", waiting("ContainerCreating")],
    ["completed", { phase: "Succeeded" as const }],
    ["Evicted", { phase: "Failed" as const, reason: "Evicted" }],
    ["not scheduled", { phase: "Pending" as const, conditions: [{ type: "PodScheduled", status: "False" as const }] }],
    [
      "Error · exit 3 · 2 restarts",
      { phase: "Running" as const, containerStatuses: [container("web", { terminated: { exitCode: 3 } })] },
    ],
  ])("says %s", (words, status) => {
    expect(podWords(of(status))).toBe(words);
  });

  it("names the init container or sidecar that is in trouble", () => {
    const sick = of({ initContainerStatuses: [container("logs", { waiting: { reason: "CrashLoopBackOff" } })] });
    sick.spec.initContainers = [{ name: "logs", restartPolicy: "Always" }];
    expect(podWords(sick)).toBe("sidecar logs: CrashLoopBackOff · 2 restarts");
  });
});
