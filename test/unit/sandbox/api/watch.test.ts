import { describe, expect, it } from "vitest";
import { nextEvent, pod, startApi } from "./apiUnderTest.ts";

const PODS = "/api/v1/namespaces/shop/pods?watch=true";

describe("a watch", () => {
  it("tells what happens after its revision, in order", async () => {
    const api = await startApi();
    api.store.create("v1/pods", pod("a"));
    const watch = await api.open(`${PODS}&resourceVersion=1`);
    expect(await nextEvent(watch)).toMatchObject({ type: "ADDED", object: { kind: "Pod", metadata: { name: "a" } } });
    api.store.updateStatus("v1/pods", "shop", "a", (current) => ({ ...current, status: { phase: "Failed" } }));
    expect(await nextEvent(watch)).toMatchObject({ type: "MODIFIED", object: { status: { phase: "Failed" } } });
    api.store.remove("v1/pods", "shop", "a", { gracePeriodSeconds: 0 });
    expect(await nextEvent(watch)).toMatchObject({ type: "DELETED", object: { metadata: { resourceVersion: "4" } } });
  });

  it("begins with everything where it names no revision", async () => {
    const api = await startApi();
    api.store.create("v1/pods", pod("a"));
    expect(await nextEvent(await api.open(PODS))).toMatchObject({ type: "ADDED" });
  });

  it("marks the end of the initial events where asked", async () => {
    const api = await startApi();
    api.store.create("v1/pods", pod("a"));
    const query = "&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true";
    const watch = await api.open(PODS + query);
    expect(await nextEvent(watch)).toMatchObject({ type: "ADDED" });
    const annotations = { "k8s.io/initial-events-end": "true" };
    expect(await nextEvent(watch)).toMatchObject({
      type: "BOOKMARK",
      object: { metadata: { resourceVersion: "2", annotations } },
    });
  });

  it("shows an object come and go as it begins and ceases to match", async () => {
    const api = await startApi();
    api.store.create("v1/pods", pod("a", { tier: "back" }));
    const watch = await api.open(`${PODS}&resourceVersion=2&labelSelector=tier%3Dfront`);
    const label = (tier: string): unknown =>
      api.store.update("v1/pods", "shop", "a", (current) => ({
        ...current,
        metadata: { ...current.metadata, labels: { tier } },
      }));
    label("front");
    expect(await nextEvent(watch)).toMatchObject({ type: "ADDED" });
    label("back");
    expect(await nextEvent(watch)).toMatchObject({ type: "DELETED" });
  });

  it("sends bookmarks while nothing happens", async () => {
    const api = await startApi();
    const watch = await api.open(`${PODS}&resourceVersion=1&allowWatchBookmarks=true`);
    api.store.create("v1/secrets", { metadata: { name: "s", namespace: "shop" } });
    api.clock.advance(60_000);
    expect(await nextEvent(watch)).toMatchObject({ type: "BOOKMARK", object: { kind: "Pod" } });
  });

  it("marks its place shortly before its end", async () => {
    const api = await startApi();
    const watch = await api.open(`${PODS}&resourceVersion=1&allowWatchBookmarks=true&timeoutSeconds=5`);
    api.clock.advance(5_000);
    expect(await nextEvent(watch)).toMatchObject({ type: "BOOKMARK", object: { metadata: { resourceVersion: "1" } } });
    expect(await nextEvent(watch)).toBeUndefined();
  });

  it("ends when its time is over", async () => {
    const api = await startApi();
    const watch = await api.open(`${PODS}&resourceVersion=1&timeoutSeconds=5`);
    api.clock.advance(5_000);
    expect(await nextEvent(watch)).toBeUndefined();
  });

  it("is told 410 where history does not reach back", async () => {
    const api = await startApi();
    api.store.create("v1/pods", pod("a"));
    await api.call("POST", "/sandbox/history/expire");
    const watch = await api.open(`${PODS}&resourceVersion=1`);
    expect(await nextEvent(watch)).toMatchObject({
      type: "ERROR",
      object: { kind: "Status", code: 410, reason: "Expired", message: "too old resource version: 1 (2)" },
    });
    expect(await nextEvent(watch)).toBeUndefined();
  });

  it("that is running outlives the history behind it", async () => {
    const api = await startApi();
    const watch = await api.open(`${PODS}&resourceVersion=1`);
    api.store.create("v1/secrets", { metadata: { name: "s", namespace: "shop" } });
    await api.call("POST", "/sandbox/history/expire");
    api.store.create("v1/pods", pod("a"));
    expect(await nextEvent(watch)).toMatchObject({ type: "ADDED" });
  });

  it("can be cut from outside", async () => {
    const api = await startApi();
    const watch = await api.open(`${PODS}&resourceVersion=1`);
    expect((await api.call("POST", "/sandbox/watches/cut")).body).toEqual({ cut: 1 });
    expect(await nextEvent(watch)).toBeUndefined();
  });

  it("catches up with a client that reads late, without loss", async () => {
    const api = await startApi();
    const watch = await api.open(`${PODS}&resourceVersion=1`);
    const padding = "x".repeat(20_000);
    for (let count = 0; count < 500; count++) api.store.create("v1/pods", pod(`p${count}`, {}, { message: padding }));
    for (let count = 0; count < 500; count++) {
      expect((await nextEvent(watch))?.["object"].metadata.name).toBe(`p${count}`);
    }
  });
});
