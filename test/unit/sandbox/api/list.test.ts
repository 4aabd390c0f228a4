import { describe, expect, it } from "vitest";
import { type ApiUnderTest, pod, startApi } from "./apiUnderTest.ts";

const PODS = "/api/v1/namespaces/shop/pods";

async function withPods(...names: string[]): Promise<ApiUnderTest> {
  const api = await startApi();
  for (const name of names) api.store.create("v1/pods", pod(name, { app: name.charAt(0) }));
  return api;
}

function namesOf(body: Record<string, unknown>): string[] {
  return (body["items"] as { metadata: { name: string } }[]).map((item) => item.metadata.name);
}

describe("a list", () => {
  it("carries the revision it was read at, and items without their kind", async () => {
    const api = await withPods("a1");
    const { body } = await api.call("GET", PODS);
    expect(body).toMatchObject({
      kind: "PodList",
      apiVersion: "v1",
      metadata: { resourceVersion: String(api.store.revision) },
    });
    expect(body["items"][0]).not.toHaveProperty("kind");
  });

  it("is read page by page as it was at the first page", async () => {
    const api = await withPods("a1", "a2", "a3", "a4");
    const first = await api.call("GET", `${PODS}?limit=2`);
    expect(namesOf(first.body)).toEqual(["a1", "a2"]);
    expect(first.body["metadata"].remainingItemCount).toBe(2);
    api.store.remove("v1/pods", "shop", "a3", { gracePeriodSeconds: 0 });
    const token = first.body["metadata"].continue as string;
    const second = await api.call("GET", `${PODS}?limit=2&continue=${token}`);
    expect(namesOf(second.body)).toEqual(["a3", "a4"]);
    expect(second.body["metadata"]).toEqual({ resourceVersion: first.body["metadata"].resourceVersion });
  });

  it("that has expired answers 410 with a token to read on without consistency", async () => {
    const api = await withPods("a1", "a2", "a3");
    const first = await api.call("GET", `${PODS}?limit=1`);
    await api.call("POST", "/sandbox/history/expire");
    const late = await api.call("GET", `${PODS}?limit=1&continue=${first.body["metadata"].continue}`);
    expect(late.body).toMatchObject({ code: 410, reason: "Expired" });
    const on = await api.call("GET", `${PODS}?continue=${late.body["metadata"].continue}`);
    expect(namesOf(on.body)).toEqual(["a2", "a3"]);
  });

  it("can be narrowed by labels", async () => {
    const api = await withPods("a1", "b1", "c1");
    const by = async (selector: string): Promise<string[]> =>
      namesOf((await api.call("GET", `${PODS}?labelSelector=${encodeURIComponent(selector)}`)).body);
    expect(await by("app=a")).toEqual(["a1"]);
    expect(await by("app!=a")).toEqual(["b1", "c1"]);
    expect(await by("app in (a, b)")).toEqual(["a1", "b1"]);
    expect(await by("app notin (a),app")).toEqual(["b1", "c1"]);
    expect(await by("!app")).toEqual([]);
  });

  it("can be narrowed by the fields its kind knows", async () => {
    const api = await withPods("a1", "b1");
    expect(namesOf((await api.call("GET", `${PODS}?fieldSelector=metadata.name%3Db1`)).body)).toEqual(["b1"]);
    expect(namesOf((await api.call("GET", `${PODS}?fieldSelector=status.phase!%3DRunning`)).body)).toEqual([]);
    const refused = await api.call("GET", `${PODS}?fieldSelector=spec.colour%3Dred`);
    expect(refused.body).toMatchObject({ code: 400, message: "field label not supported: spec.colour" });
  });

  it("refuses a revision that is yet to come", async () => {
    const api = await withPods();
    const { code, body } = await api.call("GET", `${PODS}?resourceVersion=99`);
    expect(code).toBe(504);
    expect(body["details"].causes).toEqual([
      { reason: "ResourceVersionTooLarge", message: "Too large resource version" },
    ]);
  });

  it("comes as a table where asked", async () => {
    const api = await withPods("a1");
    api.clock.advance(65_000);
    const { body } = await api.call("GET", PODS, undefined, {
      accept: "application/json;as=Table;v=v1;g=meta.k8s.io,application/json",
    });
    expect(body["kind"]).toBe("Table");
    expect(body["rows"][0].cells.slice(0, 5)).toEqual(["a1", "0/1", "Running", "0", "65s"]);
    expect(body["rows"][0].object).toMatchObject({ kind: "PartialObjectMetadata", metadata: { name: "a1" } });
  });
});
