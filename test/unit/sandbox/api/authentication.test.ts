import { connect } from "node:tls";
import { describe, expect, it } from "vitest";
import type { Grant } from "../../../../src/sandbox/api/http/users.ts";
import { createCertificate } from "../../../../src/sandbox/api/http/certificate.ts";
import { listen } from "../../../../src/sandbox/api/http/listener.ts";
import { startApi } from "./apiUnderTest.ts";

const VIEWER: Grant = {
  token: "viewer",
  user: "vera",
  rules: [{ verbs: ["get", "list", "watch"], groups: ["apps"], resources: ["deployments"], namespaces: ["shop"] }],
};

describe("who may come in", () => {
  it("is nobody without a token, whatever the path", async () => {
    const api = await startApi();
    for (const path of ["/healthz", "/version", "/api/v1/pods", "/sandbox/watches/cut", "/nowhere"]) {
      const response = await fetch(api.url + path);
      expect(response.status).toBe(401);
      expect(await response.json()).toEqual({
        kind: "Status",
        apiVersion: "v1",
        metadata: {},
        status: "Failure",
        message: "Unauthorized",
        reason: "Unauthorized",
        code: 401,
      });
    }
  });

  it("is nobody with a wrong token", async () => {
    const api = await startApi();
    expect((await api.call("GET", "/version", undefined, { token: "admim" })).code).toBe(401);
  });

  it("acts as another where it may, with the other's rights and no more", async () => {
    const api = await startApi([VIEWER]);
    const list = async (token: string, headers: Record<string, string>): Promise<number> => {
      const path = "/apis/apps/v1/namespaces/shop/deployments";
      const answer = await fetch(api.url + path, { headers: { Authorization: `Bearer ${token}`, ...headers } });
      return answer.status;
    };
    expect(await list("admin", { "Impersonate-User": "nobody-known" })).toBe(403);
    expect(await list("admin", { "Impersonate-User": "vera" })).toBe(200);
    const asAdministrator = { "Impersonate-User": "joe", "Impersonate-Group": "people, system:masters" };
    expect(await list("admin", asAdministrator)).toBe(200);
    expect(await list("admin", { "Impersonate-Group": "people" })).toBe(400);
    expect(await list("viewer", { "Impersonate-User": "admin" })).toBe(403);
  });

  it("may do what the rules say, and is told what they do not", async () => {
    const api = await startApi([VIEWER]);
    const viewer = { token: "viewer" };
    expect((await api.call("GET", "/apis/apps/v1/namespaces/shop/deployments", undefined, viewer)).code).toBe(200);
    const refused = await api.call("DELETE", "/apis/apps/v1/namespaces/shop/deployments/web", undefined, viewer);
    expect(refused.body).toMatchObject({
      reason: "Forbidden",
      code: 403,
      message:
        'deployments.apps "web" is forbidden: User "vera" cannot delete resource "deployments" in API group "apps" in the namespace "shop"',
      details: { name: "web", group: "apps", kind: "deployments" },
    });
    const everywhere = await api.call("GET", "/apis/apps/v1/deployments", undefined, viewer);
    expect(everywhere.body["message"]).toBe(
      'deployments.apps is forbidden: User "vera" cannot list resource "deployments" in API group "apps" at the cluster scope',
    );
    const log = await api.call("GET", "/api/v1/namespaces/shop/pods/a/log", undefined, viewer);
    expect(log.body["message"]).toContain('cannot get resource "pods/log" in API group ""');
  });

  it("can ask what it may do", async () => {
    const api = await startApi([VIEWER]);
    const review = async (verb: string, namespace: string): Promise<unknown> => {
      const spec = { resourceAttributes: { verb, group: "apps", resource: "deployments", namespace } };
      const path = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
      const { code, body } = await api.call("POST", path, { spec }, { token: "viewer" });
      expect(code).toBe(201);
      return body["status"].allowed;
    };
    expect(await review("list", "shop")).toBe(true);
    expect(await review("list", "bank")).toBe(false);
    expect(await review("patch", "shop")).toBe(false);
  });

  it("is told that nobody may connect to a container, which the cluster has none of", async () => {
    const api = await startApi();
    const review = async (subresource: string): Promise<unknown> => {
      const spec = { resourceAttributes: { verb: "create", resource: "pods", subresource, namespace: "shop" } };
      const { body } = await api.call("POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", { spec });
      return body["status"].allowed;
    };
    expect(await review("portforward")).toBe(false);
    expect(await review("exec")).toBe(false);
    expect(await review("eviction")).toBe(true);
  });

  it("may not steer the sandbox without being its administrator", async () => {
    const api = await startApi([VIEWER]);
    expect((await api.call("POST", "/sandbox/watches/cut", undefined, { token: "viewer" })).code).toBe(403);
  });
});

describe("the listener", () => {
  it("speaks TLS on the same port, with a certificate for loopback that is its own authority", async () => {
    const listener = await listen(0, (_request, response) => response.end("hello"));
    const authorized = await new Promise((resolve, reject) => {
      const socket = connect({ port: listener.port, host: "127.0.0.1", ca: listener.certificate }, () => {
        resolve(socket.authorized);
        socket.destroy();
      });
      socket.on("error", reject);
    });
    expect(authorized).toBe(true);
    expect(await (await fetch(`http://127.0.0.1:${listener.port}`)).text()).toBe("hello");
    await listener.close();
  });

  it("makes a new key each time", () => {
    expect(createCertificate().key).not.toBe(createCertificate().key);
  });
});
