import { describe, expect, it } from "vitest";
import { DEPLOYMENTS, startApi } from "./apiUnderTest.ts";

describe("interference", () => {
  it("fails so many requests as asked", async () => {
    const api = await startApi();
    await api.call("POST", "/sandbox/interference", { effect: "fail", code: 503, times: 1, path: "deployments" });
    expect((await api.call("GET", "/api/v1/namespaces")).code).toBe(200);
    expect((await api.call("GET", DEPLOYMENTS)).body).toMatchObject({ code: 503, reason: "ServiceUnavailable" });
    expect((await api.call("GET", DEPLOYMENTS)).code).toBe(200);
  });

  it("hangs requests until it is lifted", async () => {
    const api = await startApi();
    await api.call("POST", "/sandbox/interference", { effect: "hang", method: "GET" });
    const hanging = api.call("GET", DEPLOYMENTS);
    await api.call("DELETE", "/sandbox/interference");
    expect((await hanging).code).toBe(200);
  });

  it("refuses what it does not know", async () => {
    const api = await startApi();
    expect((await api.call("POST", "/sandbox/interference", { effect: "explode" })).code).toBe(400);
  });

  it("stands beside routes of others", async () => {
    const seen: unknown[] = [];
    const handle = (call: unknown): unknown => seen.push(call) && { done: true };
    const api = await startApi([], [{ method: "POST", path: "faults/:name", handle }]);
    expect((await api.call("POST", "/sandbox/faults/a%20b", { x: 1 })).body).toEqual({ done: true });
    expect(seen).toEqual([{ parameters: { name: "a b" }, body: { x: 1 } }]);
    expect((await api.call("POST", "/sandbox/faults")).code).toBe(404);
  });
});
