import { describe, expect, it } from "vitest";
import { type ApiUnderTest, pod, startApi } from "./apiUnderTest.ts";

const LOG = "/api/v1/namespaces/shop/pods/a/log";
const RUNNING = {
  name: "app",
  ready: true,
  restartCount: 0,
  state: { running: { startedAt: "2026-01-01T00:00:00Z" } },
};

async function withPod(containerStatus: object): Promise<{ api: ApiUnderTest; uid: string }> {
  const api = await startApi();
  const { metadata } = api.store.create(
    "v1/pods",
    pod("a", {}, { phase: "Running", containerStatuses: [containerStatus] }),
  );
  return { api, uid: metadata.uid ?? "" };
}

describe("a pod's log", () => {
  it("is read from its end, or from a time on", async () => {
    const { api, uid } = await withPod(RUNNING);
    for (const text of ["one", "two", "three"]) {
      api.logs.write(uid, "app", text);
      api.clock.advance(10_000);
    }
    expect((await api.call("GET", `${LOG}?tailLines=2`)).body).toEqual({ text: "two\nthree\n" });
    expect((await api.call("GET", `${LOG}?sinceSeconds=15`)).body).toEqual({ text: "three\n" });
    expect((await api.call("GET", `${LOG}?tailLines=1&timestamps=true`)).body).toEqual({
      text: "2026-01-01T00:00:20.000Z three\n",
    });
    expect((await api.call("GET", `${LOG}?limitBytes=3`)).body).toEqual({ text: "one" });
  });

  it("is followed until its container ends", async () => {
    const { api, uid } = await withPod(RUNNING);
    api.logs.write(uid, "app", "one");
    const lines = await api.open(`${LOG}?follow=true`);
    expect((await lines.next()).value).toBe("one");
    api.logs.write(uid, "app", "two");
    api.logs.write("another pod", "app", "not ours");
    expect((await lines.next()).value).toBe("two");
    const ended = { ...RUNNING, state: { terminated: { exitCode: 1 } } };
    api.store.updateStatus("v1/pods", "shop", "a", (current) => ({
      ...current,
      status: { containerStatuses: [ended] },
    }));
    expect((await lines.next()).done).toBe(true);
  });

  it("of the container before is there once it has restarted", async () => {
    const { api, uid } = await withPod(RUNNING);
    expect((await api.call("GET", `${LOG}?previous=true`)).body["message"]).toBe(
      'previous terminated container "app" in pod "a" not found',
    );
    api.logs.write(uid, "app", "first life");
    api.logs.restart(uid, "app");
    api.logs.write(uid, "app", "second life");
    const restarted = { ...RUNNING, restartCount: 1, lastState: { terminated: { exitCode: 1 } } };
    api.store.updateStatus("v1/pods", "shop", "a", (current) => ({
      ...current,
      status: { containerStatuses: [restarted] },
    }));
    expect((await api.call("GET", `${LOG}?previous=true`)).body).toEqual({ text: "first life\n" });
  });

  it("is not there before the container has started", async () => {
    const { api } = await withPod({ name: "app", state: { waiting: { reason: "ImagePullBackOff" } } });
    expect((await api.call("GET", LOG)).body).toMatchObject({
      code: 400,
      message: 'container "app" in pod "a" is waiting to start: trying and failing to pull image',
    });
  });

  it("asks which container is meant", async () => {
    const api = await startApi();
    const two = {
      containers: [
        { name: "app", image: "i" },
        { name: "proxy", image: "i" },
      ],
    };
    api.store.create("v1/pods", { ...pod("a"), spec: two });
    expect((await api.call("GET", LOG)).body["message"]).toBe(
      "a container name must be specified for pod a, choose one of: [app proxy]",
    );
    expect((await api.call("GET", `${LOG}?container=db`)).body["message"]).toBe("container db is not valid for pod a");
  });
});
