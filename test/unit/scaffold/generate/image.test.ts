import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Application } from "../../../../src/scaffold/facts/application.ts";
import { generate } from "../../../../src/scaffold/generate/generate.ts";
import { buildersOf, imageOf } from "../../../../src/scaffold/generate/image.ts";
import { KINDS } from "../../../../src/scaffold/generate/kind.ts";
import { anyApplications } from "../../../support/scaffold/anyApplication.ts";
import { detectionOf, expressServer, fact, sampleSettings } from "../../../support/scaffold/sampleFacts.ts";
import { ownCatalogue } from "../../../support/scaffold/catalogue.ts";
import { ownTemplates } from "../../../support/scaffold/templates.ts";

const server = expressServer({ name: "shop", path: "shop" });
const worker = expressServer({
  name: "shop-worker",
  path: "shop",
  role: fact("worker"),
  startCommand: fact(["node", "worker.js", "--queue=$(QUEUE)"]),
});
const rust = {
  kind: "rust",
  root: "shop",
  package: "shop",
  binary: "shop",
  locked: true,
} as const satisfies Application["ecosystem"];

function filesFor(applications: readonly Application[]): ReadonlyMap<string, string> {
  const detection = detectionOf(...applications);
  const input = { applications, detection, settings: sampleSettings, catalogue: ownCatalogue() };
  const files = generate(KINDS, input, ownTemplates());
  expect(new Set(files.map(({ path }) => path.toLowerCase())).size).toBe(files.length);
  return new Map(files.map(({ path, text }) => [path, text]));
}

describe("the images of applications of one folder", () => {
  it("are one for a server and its workers, whatever their order", () => {
    for (const all of [
      [server, worker],
      [worker, server],
    ]) {
      expect(imageOf(worker, all)).toMatchObject({ builder: server, shared: true, dockerfile: "shop/Dockerfile" });
      expect(imageOf(server, all)).toMatchObject({ builder: server, shared: false, dockerfile: "shop/Dockerfile" });
      expect(buildersOf(all)).toEqual([server]);
    }
  });

  it("are one each for servers, for what is compiled, and for what keeps only a part of the code", () => {
    const other = { ...server, name: "admin" };
    expect(imageOf(other, [server, other])).toMatchObject({ shared: false, dockerfile: "shop/Dockerfile.admin" });
    const compiled = [server, worker].map((one) => ({ ...one, ecosystem: { ...rust, binary: one.name } }));
    expect(buildersOf(compiled)).toEqual(compiled);
    const standalone = { ...server, ecosystem: { ...server.ecosystem, standalone: true } } as Application;
    expect(imageOf(worker, [standalone, worker])).toMatchObject({ shared: false, suffix: ".shop-worker" });
  });

  it("are built once by pipelines, and started with each one's own command", () => {
    const files = filesFor([server, worker]);
    expect(files.get("k8s/base/shop/deployment.yaml")).not.toContain("args:");
    const manifest = files.get("k8s/base/shop-worker/deployment.yaml") ?? "";
    expect(manifest).toContain("image: ghcr.io/acme/shop/shop:0.0.0");
    expect(manifest).toMatch(/args:\n +- node\n +- worker\.js\n +- "--queue=\$\$\(QUEUE\)"\n/u);
    expect(files.get("charts/shop-worker/values.yaml")).toContain("repository: ghcr.io/acme/shop/shop\n");
    expect(files.get("charts/shop-worker/templates/deployment.yaml")).toContain("- worker.js\n");
    expect(files.get("k8s/overlays/production/kustomization.yaml")?.match(/newTag:/gu)).toHaveLength(1);
    const deploy = files.get(".github/workflows/deploy.yml") ?? "";
    expect(deploy).toContain("for image in ghcr.io/acme/shop/shop; do");
    expect(deploy).toContain("rollout status deployment/shop-worker ");
    const gitlab = files.get(".gitlab-ci.yml") ?? "";
    expect(gitlab).not.toContain("publish-shop-worker:");
    expect(gitlab).toContain("rollout status deployment/shop-worker ");
    expect(files.has("shop/Dockerfile.shop-worker")).toBe(false);
  });

  it("are one in compose files, where the worker is not asked on the server's port", () => {
    const compose = filesFor([server, worker]).get("compose.yaml") ?? "";
    const own = compose.slice(compose.indexOf("\n  shop-worker:"));
    expect(own).toMatch(/image: "?ghcr\.io\/acme\/shop\/shop:\$\{VERSION:-dev\}/u);
    expect(own).toMatch(/dockerfile: shop\/Dockerfile\n/u);
    expect(own).toMatch(/command:\n +- node\n +- worker\.js\n +- "--queue=\$\$\(QUEUE\)"\n/u);
    expect(own).toMatch(/healthcheck:\n +test:\n +- NONE\n/u);
  });

  it("never give two files one path, whatever the applications", () => {
    fc.assert(
      fc.property(anyApplications(), fc.infiniteStream(fc.boolean()), (applications, together) => {
        const [first] = applications;
        const moved = applications.map((one) => (first && together.next().value ? { ...one, path: first.path } : one));
        const files = filesFor(moved);
        for (const one of moved) expect(files.has(imageOf(one, moved).dockerfile)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});
