import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { SLOW_MS } from "../support/controlPlane/faults.ts";
import { applyManifest, mustKubectl } from "../support/controlPlane/kubectl.ts";
import { FAKE_LOG_LINES } from "../support/controlPlane/kwok.ts";
import { createNamespace, deleteNamespace } from "../support/controlPlane/namespace.ts";
import {
  containersOf,
  type ContainerView,
  deployment,
  type PodView,
  podsOf,
  rollOut,
} from "../support/controlPlane/workload.ts";

const connection = inject("controlPlane");
let namespace: string;

beforeAll(async () => {
  namespace = await createNamespace(connection, "stages");
});
afterAll(() => deleteNamespace(connection, namespace));

const SOON = { timeout: 90_000, interval: 100 };

/** Runs two pods of an image; what it gives looks at their containers. */
async function run(name: string, image: string): Promise<() => Promise<readonly ContainerView[]>> {
  await applyManifest(connection, [deployment({ namespace, name, image, replicas: 2 })]);
  return () => containersOf(connection, namespace, name);
}

/** Both containers are seen, and each is as it should be. */
function both(wanted: (container: ContainerView) => boolean): (seen: readonly ContainerView[]) => boolean {
  return (seen) => seen.length === 2 && seen.every(wanted);
}

function waitsFor(reason: string, message: RegExp): (container: ContainerView) => boolean {
  return ({ ready, state }) => !ready && state.waiting?.reason === reason && message.test(state.waiting.message ?? "");
}

function crashedOften({ state, lastState, restartCount }: ContainerView): boolean {
  const waits = state.waiting?.reason === "CrashLoopBackOff";
  return waits && lastState?.terminated?.exitCode === 1 && restartCount >= 2;
}

function job(name: string, image: string): object {
  const podSpec = { restartPolicy: "Never", containers: [{ name: "app", image }] };
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { name, namespace },
    spec: { backoffLimit: 0, template: { spec: podSpec } },
  };
}

function readyAfterMs({ status }: PodView): number {
  const ready = status.conditions.find((condition) => condition.type === "Ready");
  return Date.parse(ready?.lastTransitionTime ?? "") - Date.parse(status.startTime ?? "");
}

describe("pods on the fake nodes", () => {
  it("roll out, all three of them", async () => {
    await rollOut(connection, { namespace, name: "web", image: "shop/web:1.8.2" });
    const pods = await podsOf(connection, namespace, "web");
    expect(pods.map((pod) => pod.status.phase)).toEqual(["Running", "Running", "Running"]);
    expect(pods.every((pod) => pod.spec.nodeName?.startsWith("fake-"))).toBe(true);
  });

  it("have logs", async () => {
    await rollOut(connection, { namespace, name: "talker", image: "shop/web:1.8.2", replicas: 1 });
    const logs = await mustKubectl(connection, ["logs", "-n", namespace, "deployment/talker"]);
    expect(logs.trim().split("\n")).toEqual([...FAKE_LOG_LINES]);
  });

  it("crash again and again", async () => {
    const containers = await run("crash", "shop/web:1.9.1-crash");
    await expect.poll(containers, SOON).toSatisfy(both(crashedOften));
  });

  it("are refused an image that is not there", async () => {
    const containers = await run("missing", "shop/web:missing");
    await expect.poll(containers, SOON).toSatisfy(both(waitsFor("ErrImagePull", /not found$/u)));
    await expect.poll(containers, SOON).toSatisfy(both(waitsFor("ImagePullBackOff", /^Back-off/u)));
  });

  it("cannot be made without their configuration", async () => {
    const containers = await run("config", "shop/web:2-config");
    await expect.poll(containers, SOON).toSatisfy(both(waitsFor("CreateContainerConfigError", /not found$/u)));
  });

  it("run without ever being ready", async () => {
    const containers = await run("never", "shop/web:never");
    await expect.poll(containers, SOON).toSatisfy(both(({ ready, state }) => !ready && state.running !== undefined));
  });

  it("become ready late", async () => {
    await rollOut(connection, { namespace, name: "slow", image: "shop/web:2-slow", replicas: 2 });
    const waits = (await podsOf(connection, namespace, "slow")).map(readyAfterMs);
    // Kubernetes keeps whole seconds: up to one is lost on either side.
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(SLOW_MS - 1_000);
  });

  it("crash after they were available", async () => {
    await rollOut(connection, { namespace, name: "flaky", image: "shop/web:2-flaky", replicas: 2 });
    const containers = (): Promise<readonly ContainerView[]> => containersOf(connection, namespace, "flaky");
    await expect.poll(containers, SOON).toSatisfy(both(waitsFor("CrashLoopBackOff", /^back-off/u)));
  });

  it("fail beside a container that works", async () => {
    const containers = [
      { name: "app", image: "shop/web:1-crash" },
      { name: "proxy", image: "shop/proxy:1" },
    ];
    await applyManifest(connection, [
      deployment({ namespace, name: "pair", replicas: 1, image: "", podSpec: { containers } }),
    ]);
    const ready = async (): Promise<boolean[]> =>
      (await containersOf(connection, namespace, "pair")).map((container) => container.ready);
    await expect.poll(ready, SOON).toEqual([false, true]);
  });

  it("finish when a Job owns them", async () => {
    await applyManifest(connection, [job("migrate", "shop/migrate:1"), job("broken", "shop/migrate:1-crash")]);
    const ended = (name: string, condition: string): Promise<string> =>
      mustKubectl(connection, [
        "wait",
        "-n",
        namespace,
        `job/${name}`,
        `--for=condition=${condition}`,
        "--timeout=50s",
      ]);
    expect(await ended("migrate", "Complete")).toContain("met");
    expect(await ended("broken", "Failed")).toContain("met");
  });
});
