import { describe, expect, it } from "vitest";
import { membersOf } from "../../../../src/sandbox/api/json.ts";
import { type Answer, DEPLOYMENTS, deployment, pod, startApi } from "./apiUnderTest.ts";

const MERGE = { type: "application/merge-patch+json" };
const JSON_PATCH = { type: "application/json-patch+json" };

/** Five replicas, if there are so many now. */
function guardedScale(now: number): object[] {
  return [
    { op: "test", path: "/spec/replicas", value: now },
    { op: "replace", path: "/spec/replicas", value: 5 },
  ];
}

describe("creating", () => {
  it("fills in what the real server fills in", async () => {
    const api = await startApi();
    const { code, body } = await api.call("POST", DEPLOYMENTS, deployment());
    expect(code).toBe(201);
    expect(body["metadata"]).toMatchObject({ namespace: "shop", generation: 1 });
    expect(body["spec"]).toEqual({
      replicas: 1,
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
      selector: { matchLabels: { app: "web" } },
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: "25%" } },
      template: {
        metadata: { labels: { app: "web" } },
        spec: {
          containers: [
            {
              name: "app",
              image: "acme/web:1",
              imagePullPolicy: "IfNotPresent",
              resources: {},
              terminationMessagePath: "/dev/termination-log",
              terminationMessagePolicy: "File",
            },
          ],
          dnsPolicy: "ClusterFirst",
          restartPolicy: "Always",
          schedulerName: "default-scheduler",
          securityContext: {},
          terminationGracePeriodSeconds: 30,
        },
      },
    });
  });

  it("warns about an unknown field whatever characters it has", async () => {
    const api = await startApi();
    const sent = { ...deployment(), "größe→": 1 };
    const { code, headers } = await api.call("POST", `${DEPLOYMENTS}?fieldValidation=Warn`, sent);
    expect(code).toBe(201);
    expect(Buffer.from(headers.get("warning") ?? "", "latin1").toString()).toContain("größe→");
  });

  it("pulls an untagged image always, a digest only once", async () => {
    const api = await startApi();
    const policyOf = async (name: string, image: string): Promise<unknown> =>
      (await api.call("POST", DEPLOYMENTS, deployment(name, image))).body["spec"].template.spec.containers[0]
        .imagePullPolicy;
    expect(await policyOf("a", "acme/web")).toBe("Always");
    expect(await policyOf("b", "localhost:5000/web")).toBe("Always");
    expect(await policyOf("c", "acme/web:latest")).toBe("Always");
    expect(await policyOf("d", `acme/web@sha256:${"0".repeat(64)}`)).toBe("IfNotPresent");
  });

  it("refuses what is there already, and a namespace that is not", async () => {
    const api = await startApi();
    await api.call("POST", DEPLOYMENTS, deployment());
    expect((await api.call("POST", DEPLOYMENTS, deployment())).body).toMatchObject({
      code: 409,
      reason: "AlreadyExists",
      message: 'deployments.apps "web" already exists',
      details: { name: "web", group: "apps", kind: "deployments" },
    });
    const nowhere = await api.call("POST", "/apis/apps/v1/namespaces/nowhere/deployments", deployment());
    expect(nowhere.body).toMatchObject({ code: 404, message: 'namespaces "nowhere" not found' });
  });

  it("names every field that breaks the kind's rules", async () => {
    const api = await startApi();
    const broken = deployment("Web", "", { replicas: -1, selector: { matchLabels: { app: "other" } } });
    const { body } = await api.call("POST", DEPLOYMENTS, broken);
    expect(body).toMatchObject({
      code: 422,
      reason: "Invalid",
      details: { kind: "Deployment", group: "apps", name: "Web" },
    });
    expect(body["message"]).toMatch(/^Deployment\.apps "Web" is invalid: \[metadata\.name: Invalid value: "Web": /);
    expect((body["details"].causes as { field: string }[]).map(({ field }) => field)).toEqual([
      "metadata.name",
      "spec.replicas",
      "spec.template.metadata.labels",
      "spec.template.spec.containers[0].image",
    ]);
  });

  it("warns of unknown fields, refuses them where asked to be strict", async () => {
    const api = await startApi();
    const misspelt = deployment("web", "acme/web:1", { replicsa: 3 });
    const strict = await api.call("POST", `${DEPLOYMENTS}?fieldValidation=Strict`, misspelt);
    expect(strict.body).toMatchObject({
      code: 400,
      message:
        'Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: unknown field "spec.replicsa"',
    });
    const warned = await api.call("POST", DEPLOYMENTS, misspelt);
    expect(warned.headers.get("Warning")).toBe('299 - "unknown field \\"spec.replicsa\\""');
    expect(warned.body["spec"]).not.toHaveProperty("replicsa");
  });

  it("refuses a value of the wrong type", async () => {
    const api = await startApi();
    const { body } = await api.call("POST", DEPLOYMENTS, deployment("web", "acme/web:1", { replicas: "3" }));
    expect(body["message"]).toBe(
      'Deployment in version "v1" cannot be handled as a Deployment: json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32',
    );
  });

  it("keeps no secret in plain text", async () => {
    const api = await startApi();
    const { body } = await api.call("POST", "/api/v1/namespaces/shop/secrets", {
      metadata: { name: "s" },
      stringData: { key: "hush" },
    });
    expect(body).toMatchObject({ type: "Opaque", data: { key: Buffer.from("hush").toString("base64") } });
    expect(body).not.toHaveProperty("stringData");
  });
});

describe("changing", () => {
  it("refuses a version that is not the latest", async () => {
    const api = await startApi();
    const { body: first } = await api.call("POST", DEPLOYMENTS, deployment());
    await api.call("PATCH", `${DEPLOYMENTS}/web`, { spec: { replicas: 2 } }, MERGE);
    const late = await api.call("PUT", `${DEPLOYMENTS}/web`, first);
    expect(late.body).toMatchObject({
      code: 409,
      reason: "Conflict",
      message:
        'Operation cannot be fulfilled on deployments.apps "web": the object has been modified; please apply your changes to the latest version and try again',
    });
  });

  it("refuses another selector", async () => {
    const api = await startApi();
    await api.call("POST", DEPLOYMENTS, deployment());
    const patch = {
      spec: { selector: { matchLabels: { app: "web", x: "y" } }, template: { metadata: { labels: { x: "y" } } } },
    };
    const { body } = await api.call("PATCH", `${DEPLOYMENTS}/web`, patch, MERGE);
    expect(body["message"]).toMatch(/spec\.selector: Invalid value: .*: field is immutable$/);
  });

  it("answers the same object, unwritten, where nothing changes", async () => {
    const api = await startApi();
    await api.call("POST", DEPLOYMENTS, deployment());
    const before = api.store.revision;
    api.clock.advance(5_000);
    await api.call("PATCH", `${DEPLOYMENTS}/web`, { spec: { replicas: 1 } }, MERGE);
    expect(api.store.revision).toBe(before);
  });

  it("changes a status through its subresource only", async () => {
    const api = await startApi();
    await api.call("POST", DEPLOYMENTS, deployment());
    await api.call("PATCH", `${DEPLOYMENTS}/web`, { status: { replicas: 7 } }, MERGE);
    expect((await api.call("GET", `${DEPLOYMENTS}/web`)).body["status"]).toEqual({});
    const patch = { spec: { replicas: 9 }, status: { replicas: 7 } };
    const { body } = await api.call("PATCH", `${DEPLOYMENTS}/web/status`, patch, MERGE);
    expect(body).toMatchObject({ spec: { replicas: 1 }, status: { replicas: 7 } });
  });

  it("reads and writes replicas as a scale", async () => {
    const api = await startApi();
    await api.call("POST", DEPLOYMENTS, deployment());
    const { body: scale } = await api.call("GET", `${DEPLOYMENTS}/web/scale`);
    expect(scale).toMatchObject({
      kind: "Scale",
      apiVersion: "autoscaling/v1",
      spec: { replicas: 1 },
      status: { selector: "app=web" },
    });
    const { body } = await api.call("PUT", `${DEPLOYMENTS}/web/scale`, { ...scale, spec: { replicas: 4 } });
    expect(body["spec"]).toEqual({ replicas: 4 });
    expect((await api.call("PUT", `${DEPLOYMENTS}/web/scale`, scale)).code).toBe(409);
  });

  it("tests before it writes, in a JSON patch", async () => {
    const api = await startApi();
    await api.call("POST", DEPLOYMENTS, deployment());
    const refused = await api.call("PATCH", `${DEPLOYMENTS}/web`, guardedScale(2), JSON_PATCH);
    expect(refused.body).toMatchObject({
      code: 422,
      reason: "Invalid",
      message: "the server rejected our request due to an error in our request",
    });
    expect((await api.call("PATCH", `${DEPLOYMENTS}/web`, guardedScale(1), JSON_PATCH)).body["spec"].replicas).toBe(5);
  });

  it("says what it would do in a dry run, and does not", async () => {
    const api = await startApi();
    await api.call("POST", DEPLOYMENTS, deployment());
    const before = api.store.revision;
    const { body } = await api.call("PATCH", `${DEPLOYMENTS}/web?dryRun=All`, { spec: { replicas: 3 } }, MERGE);
    expect(body).toMatchObject({ metadata: { generation: 2 }, spec: { replicas: 3 } });
    expect(api.store.revision).toBe(before);
  });

  it("refuses a content type that it cannot read", async () => {
    const api = await startApi();
    await api.call("POST", DEPLOYMENTS, deployment());
    expect((await api.call("PATCH", `${DEPLOYMENTS}/web`, {}, { type: "text/plain" })).code).toBe(415);
  });
});

describe("labels", () => {
  it.each([
    [{ labels: { "bad key": "1" } }, 'metadata.labels: Invalid value: "bad key": name part must consist of'],
    [{ labels: { "A_b/c": "1" } }, 'metadata.labels: Invalid value: "A_b/c": prefix part'],
    [{ labels: { "a/b/c": "1" } }, 'metadata.labels: Invalid value: "a/b/c": a valid label key must'],
    [{ labels: { c: "a b" } }, 'metadata.labels: Invalid value: "a b": a valid label must be'],
    [{ labels: { c: "x".repeat(64) } }, "must be no more than 63 bytes"],
    [{ annotations: { "a b": "1" } }, 'metadata.annotations: Invalid value: "a b": name part must consist of'],
  ])("of %j are refused", async (metadata, words) => {
    const api = await startApi();
    await api.call("POST", DEPLOYMENTS, deployment());
    const { code, body } = await api.call("PATCH", `${DEPLOYMENTS}/web`, { metadata }, MERGE);
    expect(code).toBe(422);
    expect(body["message"]).toContain(words);
  });

  it("of the usual forms are taken", async () => {
    const api = await startApi();
    await api.call("POST", DEPLOYMENTS, deployment());
    const metadata = {
      labels: { "acme.example/tier": "front", empty: "" },
      annotations: { "Acme.example/Note": "a b" },
    };
    expect((await api.call("PATCH", `${DEPLOYMENTS}/web`, { metadata }, MERGE)).code).toBe(200);
  });
});

async function templatesOf(answer: Promise<Answer>): Promise<unknown> {
  return (await answer).body["metadata"].annotations["deprecated.daemonset.template.generation"];
}

describe("a DaemonSet", () => {
  it("counts its templates in an annotation of the server's own", async () => {
    const api = await startApi();
    const path = "/apis/apps/v1/namespaces/shop/daemonsets";
    const { replicas: _replicas, ...spec } = membersOf(deployment()["spec"]);
    const patch = (body: unknown): Promise<unknown> => templatesOf(api.call("PATCH", `${path}/web`, body, MERGE));
    const daemonSet = { ...deployment(), kind: "DaemonSet", spec };
    expect(await templatesOf(api.call("POST", path, daemonSet))).toBe("1");
    expect(await patch({ metadata: { labels: { a: "b" } } })).toBe("1");
    expect(await patch({ spec: { template: { metadata: { labels: { b: "c" } } } } })).toBe("2");
    expect(await patch({ metadata: { annotations: { "deprecated.daemonset.template.generation": "9" } } })).toBe("2");
    expect(await patch({ metadata: { annotations: null } })).toBe("2");
  });
});

describe("deleting", () => {
  it("answers success, then not found", async () => {
    const api = await startApi();
    await api.call("POST", DEPLOYMENTS, deployment());
    const { body } = await api.call("DELETE", `${DEPLOYMENTS}/web`);
    expect(body).toMatchObject({ status: "Success", details: { name: "web", group: "apps", kind: "deployments" } });
    expect((await api.call("DELETE", `${DEPLOYMENTS}/web`)).body["message"]).toBe('deployments.apps "web" not found');
  });

  it("refuses where the object is not the one meant", async () => {
    const api = await startApi();
    await api.call("POST", DEPLOYMENTS, deployment());
    const { body } = await api.call("DELETE", `${DEPLOYMENTS}/web`, { preconditions: { uid: "another" } });
    expect(body).toMatchObject({ code: 409, reason: "Conflict" });
    expect(body["message"]).toContain("the UID in the precondition (another) does not match");
  });

  it("leaves a running pod its grace", async () => {
    const api = await startApi();
    api.store.create("v1/pods", pod("a"));
    const { body } = await api.call("DELETE", "/api/v1/namespaces/shop/pods/a?gracePeriodSeconds=5");
    expect(body["metadata"]).toMatchObject({
      deletionTimestamp: "2026-01-01T00:00:05Z",
      deletionGracePeriodSeconds: 5,
    });
  });

  it("takes all that a selector names", async () => {
    const api = await startApi();
    for (const name of ["a", "b"]) await api.call("POST", DEPLOYMENTS, deployment(name));
    await api.call("DELETE", `${DEPLOYMENTS}?labelSelector=app%3Da`);
    expect(api.store.list("apps/v1/deployments").map(({ metadata }) => metadata.name)).toEqual(["b"]);
  });
});

describe("a path that leads nowhere", () => {
  it("answers 404, or 405 where only the method is wrong", async () => {
    const api = await startApi();
    const { code, body } = await api.call("GET", "/apis/apps/v1/namespaces/shop/gadgets");
    expect(code).toBe(404);
    expect(body["message"]).toBe("the server could not find the requested resource");
    expect((await api.call("POST", `${DEPLOYMENTS}/web`, {})).code).toBe(405);
    expect((await api.call("POST", "/api/v1/namespaces/shop/pods/a/portforward")).code).toBe(501);
  });
});
