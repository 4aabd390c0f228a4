import { describe, expect, it } from "vitest";
import { type Answer, type ApiUnderTest, DEPLOYMENTS, startApi } from "./apiUnderTest.ts";

const APPLY = { type: "application/apply-patch+yaml" };

function configuration(image: string, extras: object = {}): object {
  const labels = { app: "web" };
  const template = { metadata: { labels }, spec: { containers: [{ name: "app", image }] } };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "web" },
    spec: { selector: { matchLabels: labels }, template, ...extras },
  };
}

function apply(api: ApiUnderTest, manager: string, body: object, query = ""): Promise<Answer> {
  return api.call("PATCH", `${DEPLOYMENTS}/web?fieldManager=${manager}${query}`, body, APPLY);
}

describe("server-side apply", () => {
  it("makes the object where there is none, and owns what it wrote", async () => {
    const api = await startApi();
    const { code, body } = await apply(api, "tidegate", configuration("acme/web:1"));
    expect(code).toBe(201);
    expect(body["metadata"].managedFields).toEqual([
      {
        manager: "tidegate",
        operation: "Apply",
        apiVersion: "apps/v1",
        time: "2026-01-01T00:00:00Z",
        fieldsType: "FieldsV1",
        fieldsV1: {
          "f:spec": {
            "f:selector": {},
            "f:template": {
              "f:metadata": { "f:labels": { "f:app": {} } },
              "f:spec": { "f:containers": { 'k:{"name":"app"}': { ".": {}, "f:image": {}, "f:name": {} } } },
            },
          },
        },
      },
    ]);
  });

  it("names the manager and the field it would have to take", async () => {
    const api = await startApi();
    await apply(api, "first", configuration("acme/web:1"));
    const { body } = await apply(api, "second", configuration("acme/web:2"));
    expect(body).toMatchObject({
      code: 409,
      reason: "Conflict",
      message: 'Apply failed with 1 conflict: conflict with "first": .spec.template.spec.containers[name="app"].image',
      details: {
        causes: [
          {
            reason: "FieldManagerConflict",
            message: 'conflict with "first"',
            field: '.spec.template.spec.containers[name="app"].image',
          },
        ],
      },
    });
  });

  it("takes it by force, and the other loses it", async () => {
    const api = await startApi();
    await apply(api, "first", configuration("acme/web:1"));
    await apply(api, "second", configuration("acme/web:2"), "&force=true");
    expect((await apply(api, "first", configuration("acme/web:1"))).body["message"]).toContain(
      'conflict with "second"',
    );
  });

  it("shares a field on which both agree", async () => {
    const api = await startApi();
    await apply(api, "first", configuration("acme/web:1"));
    expect((await apply(api, "second", configuration("acme/web:1"))).code).toBe(200);
    expect((await apply(api, "first", configuration("acme/web:2"))).body["message"]).toContain(
      'conflict with "second"',
    );
  });

  it("conflicts with a plain writer by version", async () => {
    const api = await startApi();
    await apply(api, "tidegate", configuration("acme/web:1", { replicas: 2 }));
    await api.call("PATCH", `${DEPLOYMENTS}/web`, { spec: { replicas: 5 } }, { type: "application/merge-patch+json" });
    const { body } = await apply(api, "tidegate", configuration("acme/web:1", { replicas: 2 }));
    expect(body["message"]).toBe('Apply failed with 1 conflict: conflict with "spec" using apps/v1: .spec.replicas');
  });

  it("books what is scaled under the scale subresource", async () => {
    const api = await startApi();
    await apply(api, "tidegate", configuration("acme/web:1", { replicas: 2 }));
    await api.call(
      "PATCH",
      `${DEPLOYMENTS}/web/scale`,
      { spec: { replicas: 5 } },
      { type: "application/merge-patch+json" },
    );
    const { body } = await apply(api, "tidegate", configuration("acme/web:1", { replicas: 2 }));
    expect(body["message"]).toContain('conflict with "spec" with subresource "scale" using apps/v1');
  });

  it("removes what its owner gives up, unless another holds it", async () => {
    const api = await startApi();
    const paused = { paused: true, minReadySeconds: 5 };
    await apply(api, "first", configuration("acme/web:1", paused));
    await apply(api, "second", { ...configuration("acme/web:1"), spec: { minReadySeconds: 5 } });
    const { body } = await apply(api, "first", configuration("acme/web:1"));
    expect(body["spec"]).not.toHaveProperty("paused");
    expect(body["spec"].minReadySeconds).toBe(5);
  });

  it("puts the default back where an owned field goes", async () => {
    const api = await startApi();
    await apply(api, "first", configuration("acme/web:1", { replicas: 4 }));
    expect((await apply(api, "first", configuration("acme/web:1"))).body["spec"].replicas).toBe(1);
  });

  it("does not overwrite unasked what was there before anyone owned it", async () => {
    const api = await startApi();
    api.store.create("apps/v1/deployments", {
      ...configuration("acme/web:1"),
      metadata: { name: "web", namespace: "shop" },
    });
    const { body } = await apply(api, "tidegate", configuration("acme/web:2"));
    expect(body["message"]).toContain('conflict with "before-first-apply" using apps/v1');
  });

  it("writes nothing the second time", async () => {
    const api = await startApi();
    await apply(api, "tidegate", configuration("acme/web:1"));
    const { revision } = api.store;
    api.clock.advance(60_000);
    await apply(api, "tidegate", configuration("acme/web:1"));
    expect(api.store.revision).toBe(revision);
  });

  it("asks for a manager, and refuses unknown fields", async () => {
    const api = await startApi();
    const nameless = await api.call("PATCH", `${DEPLOYMENTS}/web`, configuration("acme/web:1"), APPLY);
    expect(nameless.body["message"]).toContain("fieldManager: Required value: is required for apply patch");
    const { body } = await apply(api, "tidegate", configuration("acme/web:1", { replicsa: 1 }));
    expect(body["message"]).toBe(
      "failed to create typed patch object (/web; apps/v1, Kind=Deployment): .spec.replicsa: field not declared in schema",
    );
  });
});
