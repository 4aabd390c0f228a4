import { describe, expect, test } from "vitest";
import { startControllers } from "../../../../src/sandbox/controllers/controllers.ts";
import { DEPLOYMENTS, EVENTS, JOBS, PODS } from "../../../../src/sandbox/controllers/resources.ts";
import { STEADY } from "../../../../src/sandbox/controllers/kubelet/timing.ts";
import { cluster, type Cluster, condition, deployment, NS, template, waiting } from "./cluster.ts";

function one(image: string, extra: object = {}): Cluster {
  const world = cluster({ nodes: 1 });
  world.store.create(DEPLOYMENTS, deployment({ replicas: 1, template: template("web", image, extra) }));
  return world;
}

const web = (world: Cluster) => world.pods()[0];
const status = (world: Cluster) => web(world)?.status?.containerStatuses?.[0];
const messages = (world: Cluster) => world.events().map((event) => `${event.reason}: ${event.message}`);

describe("a healthy pod", () => {
  test("is scheduled, created, started and gets ready in about two seconds", () => {
    const world = one("shop/web:1.8.2");
    world.seconds(0.1);
    expect(web(world)?.spec.nodeName).toBe("node-1");
    expect(web(world)?.status?.phase).toBe("Pending");
    expect(waiting(web(world))?.reason).toBe("ContainerCreating");
    expect(condition(web(world) ?? {}, "Ready")).toMatchObject({
      status: "False",
      reason: "ContainersNotReady",
      message: "containers with unready status: [web]",
    });
    world.seconds(1);
    expect(web(world)?.status?.phase).toBe("Running");
    expect(condition(web(world) ?? {}, "Ready")?.status).toBe("False");
    world.seconds(2);
    expect(condition(web(world) ?? {}, "Ready")?.status).toBe("True");
    expect(status(world)).toMatchObject({ ready: true, started: true, restartCount: 0 });
    expect(web(world)?.status?.podIP).toMatch(/^10\.244\./);
  });

  test("leaves the events of a real node", () => {
    const world = one("shop/web:1.8.2");
    world.seconds(5);
    const { name = "" } = web(world)?.metadata ?? {};
    expect(messages(world)).toEqual(
      expect.arrayContaining([
        `Scheduled: Successfully assigned shop/${name} to node-1`,
        `SuccessfulCreate: Created pod: ${name}`,
        'Pulling: Pulling image "shop/web:1.8.2"',
        expect.stringMatching(
          /^Pulled: Successfully pulled image "shop\/web:1\.8\.2" in 800ms \(800ms including waiting\)/,
        ),
        "Created: Container created",
        "Started: Container started",
      ]),
    );
  });

  test("is stopped within its grace period, and then gone", () => {
    const world = one("shop/web:1.8.2");
    world.seconds(5);
    const { name = "" } = web(world)?.metadata ?? {};
    world.store.remove(PODS, NS, name);
    world.seconds(0.5);
    expect(world.pod(name).metadata.deletionTimestamp).toBeDefined();
    expect(world.events("Killing")[0]?.message).toBe("Stopping container web");
    world.seconds(2);
    expect(world.pod(name)).toBeUndefined();
    expect(world.pods()).toHaveLength(1);
  });

  test("that takes long to stop is ended when its grace period is over", () => {
    const world = cluster({ nodes: 1, timing: { ...STEADY, stopMs: 60_000 } });
    world.store.create(DEPLOYMENTS, deployment({ replicas: 1 }));
    world.seconds(5);
    const { name = "" } = web(world)?.metadata ?? {};
    world.store.remove(PODS, NS, name);
    world.seconds(29);
    expect(world.pod(name)).toBeDefined();
    world.seconds(2);
    expect(world.pod(name)).toBeUndefined();
  });

  test("prints lines, and its former lines stay after a restart", () => {
    const world = one("shop/web:1.8.2-crash");
    world.seconds(3);
    const uid = web(world)?.metadata.uid ?? "";
    expect(world.logs.read(uid, "web", true).map((line) => line.text)).toEqual([
      "starting web shop/web:1.8.2-crash",
      "fatal: web exits with code 1",
    ]);
  });
});

describe("what an image's tag asks for", () => {
  test("crash: restarted at once, and then with a back-off that doubles", () => {
    const world = one("shop/web:1.9.1-crash");
    const seen: string[] = [];
    world.store.onChange(({ resource }) => {
      const { reason, message } = resource === PODS ? (waiting(web(world)) ?? {}) : {};
      if (reason === "CrashLoopBackOff" && message !== undefined && seen.at(-1) !== message) seen.push(message);
    });
    world.seconds(700);
    const where = `restarting failed container=web pod=${web(world)?.metadata.name}_shop(${web(world)?.metadata.uid})`;
    expect(seen).toEqual(["10s", "20s", "40s", "1m20s", "2m40s", "5m0s"].map((pause) => `back-off ${pause} ${where}`));
    expect(status(world)?.lastState?.terminated).toMatchObject({ exitCode: 1, reason: "Error" });
    expect(status(world)?.restartCount).toBe(7);
    expect(web(world)?.status?.phase).toBe("Running");
    const backOff = world.events("BackOff")[0];
    expect(backOff).toMatchObject({ type: "Warning", count: 7 });
    expect(backOff?.message).toMatch(/^Back-off restarting failed container web in pod web-.*_shop\(.*\)$/);
  });

  test("missing: ErrImagePull, then ImagePullBackOff, and again", () => {
    const world = one("shop/web:1.9.1-missing");
    world.seconds(1);
    const full = "docker.io/shop/web:1.9.1-missing";
    const error = `rpc error: code = NotFound desc = failed to pull and unpack image "${full}": failed to resolve reference "${full}": ${full}: not found`;
    expect(waiting(web(world))).toEqual({ reason: "ErrImagePull", message: error });
    world.seconds(3);
    expect(waiting(web(world))).toEqual({
      reason: "ImagePullBackOff",
      message: `Back-off pulling image "shop/web:1.9.1-missing": ErrImagePull: ${error}`,
    });
    expect(web(world)?.status?.phase).toBe("Pending");
    world.seconds(10);
    expect(waiting(web(world))?.reason).toBe("ErrImagePull");
    expect(messages(world)).toContain("Failed: Error: ErrImagePull");
  });

  test("never: runs, is not ready, and its probe says why", () => {
    const world = one("shop/web:never");
    world.seconds(60);
    expect(status(world)).toMatchObject({ ready: false, started: true, restartCount: 0 });
    expect(world.events("Unhealthy")[0]).toMatchObject({ type: "Warning", count: 5 });
  });

  test("slow: ready after several times the normal time", () => {
    const world = one("shop/web:1-slow");
    world.seconds(6);
    expect(status(world)?.ready).toBe(false);
    world.seconds(6);
    expect(status(world)?.ready).toBe(true);
  });

  test("config: waits for a secret that is not there", () => {
    const world = one("shop/web:1-config");
    world.seconds(3);
    expect(waiting(web(world))).toEqual({ reason: "CreateContainerConfigError", message: 'secret "x" not found' });
    expect(messages(world)).toContain('Failed: Error: secret "x" not found');
  });

  test("flaky: is ready for some seconds, crashes, and is ready again", () => {
    const world = one("shop/web:1-flaky");
    world.seconds(5);
    expect(status(world)?.ready).toBe(true);
    world.seconds(5.5);
    expect(status(world)).toMatchObject({ ready: false, restartCount: 0 });
    world.seconds(4);
    expect(status(world)).toMatchObject({ ready: true, restartCount: 1 });
  });

  test("a tag that names nothing, a digest or a registry port asks for nothing", () => {
    for (const image of ["web", "host:5000/never/web:1", "shop/web@sha256:00"]) {
      const world = one(image);
      world.seconds(5);
      expect(status(world)?.ready).toBe(true);
    }
  });
});

describe("init containers and sidecars", () => {
  test("run one after the other before the rest starts", () => {
    const initContainers = [
      { name: "wait", image: "shop/init:1" },
      { name: "proxy", image: "shop/proxy:1", restartPolicy: "Always" },
    ];
    const world = one("shop/web:1", { initContainers });
    world.seconds(1);
    expect(waiting(web(world))?.reason).toBe("PodInitializing");
    expect(condition(web(world) ?? {}, "Initialized")).toMatchObject({
      status: "False",
      reason: "ContainersNotInitialized",
      message: "containers with incomplete status: [wait proxy]",
    });
    world.seconds(10);
    const [wait, proxy] = web(world)?.status?.initContainerStatuses ?? [];
    expect(wait).toMatchObject({ ready: true, state: { terminated: { exitCode: 0, reason: "Completed" } } });
    expect(proxy).toMatchObject({ ready: true, started: true });
    expect(condition(web(world) ?? {}, "Ready")?.status).toBe("True");
  });

  test("a crashing init container keeps the pod from starting", () => {
    const world = one("shop/web:1", { initContainers: [{ name: "wait", image: "shop/init:crash" }] });
    world.seconds(60);
    expect(web(world)?.status?.initContainerStatuses?.[0]?.state?.waiting?.reason).toBe("CrashLoopBackOff");
    expect(waiting(web(world))?.reason).toBe("PodInitializing");
    expect(web(world)?.status?.phase).toBe("Pending");
  });

  test("a sidecar that never gets ready keeps the pod from being ready", () => {
    const proxy = { name: "proxy", image: "shop/proxy:never", restartPolicy: "Always" };
    const world = one("shop/web:1", { initContainers: [proxy] });
    world.seconds(30);
    expect(condition(web(world) ?? {}, "ContainersReady")?.message).toBe("containers with unready status: [proxy]");
  });
});

test("pods of a Job that work to an end end, with their sidecars", () => {
  const world = cluster({ nodes: 1 });
  const proxy = { name: "proxy", image: "shop/proxy:1", restartPolicy: "Always" };
  world.store.create(JOBS, {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { name: "migrate", namespace: NS },
    spec: { template: template("migrate", "shop/migrate:1", { restartPolicy: "Never", initContainers: [proxy] }) },
  });
  world.seconds(30);
  expect(web(world)?.status?.phase).toBe("Succeeded");
  expect(condition(web(world) ?? {}, "Ready")).toMatchObject({ status: "False", reason: "PodCompleted" });
  expect(web(world)?.status?.initContainerStatuses?.[0]?.state?.terminated).toBeDefined();
});

test("events are counted, not repeated, and expire after an hour", () => {
  const world = one("shop/web:never");
  world.seconds(120);
  expect(world.events("Unhealthy")).toHaveLength(1);
  world.store.remove(DEPLOYMENTS, NS, "web");
  world.seconds(3700);
  expect(world.store.list(EVENTS)).toEqual([]);
});

test("a new kubelet takes pods up where they stand", () => {
  const world = one("shop/web:1.9.1-crash");
  world.seconds(30);
  const restarts = status(world)?.restartCount ?? 0;
  world.controllers.dispose();
  world.seconds(60);
  expect(status(world)?.restartCount).toBe(restarts);
  startControllers(world.store, world.clock);
  world.seconds(500);
  expect(status(world)?.restartCount).toBeGreaterThan(restarts);
  expect(waiting(web(world))?.message).toMatch(/^back-off (2m40s|5m0s)/);
});
