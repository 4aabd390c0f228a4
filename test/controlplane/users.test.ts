import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type ContextName, writeKubeconfig } from "../support/controlPlane/kubeconfig.ts";
import { runKubectl } from "../support/controlPlane/kubectl.ts";
import { createNamespace, deleteNamespace } from "../support/controlPlane/namespace.ts";
import { request } from "../support/controlPlane/request.ts";
import type { UserName } from "../support/controlPlane/users.ts";

const connection = inject("controlPlane");
let namespace: string;

beforeAll(async () => {
  namespace = await createNamespace(connection, "users");
});
afterAll(() => deleteNamespace(connection, namespace));

/** The status code of a list of `resource` as one user. */
async function list(user: UserName, resource: string, where = namespace): Promise<number> {
  return (await request(connection, `/apis/apps/v1/namespaces/${where}/${resource}`, { user })).status;
}

async function pods(user: UserName, where = namespace): Promise<number> {
  return (await request(connection, `/api/v1/namespaces/${where}/pods`, { user })).status;
}

describe("the users of the control plane", () => {
  it("keep the deployer to the namespaces it was granted", async () => {
    expect(await list("deployer", "deployments")).toBe(200);
    expect(await list("deployer", "deployments", "default")).toBe(403);
    expect((await request(connection, "/api/v1/namespaces", { user: "deployer" })).status).toBe(403);
  });

  it("let the viewer read everywhere and write nowhere", async () => {
    expect(await list("viewer", "deployments", "default")).toBe(200);
    const body = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "note" } };
    const write = { user: "viewer", method: "POST", body } as const;
    expect((await request(connection, `/api/v1/namespaces/${namespace}/configmaps`, write)).status).toBe(403);
    expect((await request(connection, `/api/v1/namespaces/${namespace}/secrets`, { user: "viewer" })).status).toBe(403);
  });

  it("let the lister see pods but no Deployments", async () => {
    expect(await pods("lister")).toBe(200);
    expect(await list("lister", "deployments")).toBe(403);
  });

  it("refuse nobody everything but the question what it may do", async () => {
    expect(await pods("nobody")).toBe(403);
    const body = {
      apiVersion: "authorization.k8s.io/v1",
      kind: "SelfSubjectAccessReview",
      spec: { resourceAttributes: { namespace, verb: "list", resource: "pods" } },
    };
    const review = { user: "nobody", method: "POST", body } as const;
    const answer = await request(connection, "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", review);
    expect(JSON.parse(answer.body)).toMatchObject({ status: { allowed: false } });
  });
});

describe("the contexts of its kubeconfig", () => {
  let folder: string;
  let file: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tidegate-kubeconfig-"));
    file = path.join(folder, "config");
    await writeKubeconfig(connection, file, { namespace });
  });
  afterAll(() => rm(folder, { recursive: true }));

  const getPods = (context: ContextName): ReturnType<typeof runKubectl> =>
    runKubectl(connection.bin, ["get", "pods", `--context=${context}`, "--request-timeout=2s"], { kubeconfig: file });

  it("sign each user in", async () => {
    expect(await getPods("deployer")).toMatchObject({ code: 0 });
    expect((await getPods("nobody")).stderr).toContain("Forbidden");
  });

  it("are broken where their names say so", async () => {
    expect((await getPods("expired")).stderr).toContain("logged in");
    expect((await getPods("unreachable")).stderr).toContain("refused");
    const hung = { ...connection, url: `https://127.0.0.1:${connection.hungPort}` };
    await expect(request(hung, "/version", { timeoutMs: 500 })).rejects.toThrow("No answer");
  });
});
