import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { proposeType } from "../../../../src/documents/decisionPath/proposeType.ts";
import { tracesIn } from "../../../../src/documents/decisionPath/traces.ts";

describe("the proposed deployment type", () => {
  test.each([
    ["infra/main.tf", undefined, "cloud-infrastructure", "infrastructure as code (infra/main.tf)"],
    ["services/web/Dockerfile", undefined, "container-orchestration", "containers (services/web/Dockerfile)"],
    ["k8s/web.yaml", "apiVersion: apps/v1\nkind: Deployment\n", "container-orchestration", "containers (k8s/web.yaml)"],
    [".github/workflows/ci.yml", "on: push\n", "ci-cd-pipeline", "pipelines (.github/workflows/ci.yml)"],
    ["ops/shop.yaml", "kind: PrometheusRule\n", "monitoring-observability", "monitoring (ops/shop.yaml)"],
    ["policy/deny.rego", undefined, "security-compliance", "policies (policy/deny.rego)"],
  ])("follows the one thing the workspace is about: %s", (path, text, option, because) => {
    const file = text === undefined ? { path } : { path, text };
    const proposal = proposeType([{ path: "README.md" }, file]);
    expect(proposal).toEqual({ option, because: `The workspace holds ${because}.` });
  });

  test("is all of it together where the workspace is about several things, and names files of each", () => {
    const proposal = proposeType([
      { path: "deep/below/Dockerfile" },
      { path: "Dockerfile" },
      { path: "api/Dockerfile.dev" },
      { path: "main.tf" },
    ]);
    expect(proposal).toEqual({
      option: "comprehensive-devops",
      because:
        "The workspace holds infrastructure as code (main.tf) and containers (Dockerfile, api/Dockerfile.dev and 1 more).",
    });
  });

  test("is not made where the files say nothing", () => {
    expect(proposeType([{ path: "src/index.ts" }, { path: "docs/kind.yaml", text: "kind: of strange\n" }])).toBe(
      undefined,
    );
  });

  test("reads the kind of every object of a file, as YAML and as JSON", () => {
    const text = "kind: Service\n---\nkind: NetworkPolicy\n";
    expect(tracesIn({ path: "all.yaml", text })).toEqual(["containers", "policies"]);
    expect(tracesIn({ path: "one.json", text: '{\n  "kind": "Deployment",\n' })).toEqual(["containers"]);
  });

  test("names only files that are there, whatever they are called", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ path: fc.string(), text: fc.string() })), (files) => {
        const proposal = proposeType(files);
        const any = files.some((file) => tracesIn(file).length > 0);
        expect(proposal !== undefined).toBe(any);
      }),
    );
  });
});
