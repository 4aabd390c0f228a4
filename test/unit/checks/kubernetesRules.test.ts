import { describe, expect, test } from "vitest";
import { RULES } from "../../../src/checks/rules.ts";
import type { Finding } from "../../../src/core/gates/finding.ts";
import type { WorkspaceCheckId } from "../../../src/core/gates/registry.ts";
import { workspaceFrom } from "../../support/memoryTree.ts";

interface Shape {
  readonly kind?: string;
  readonly name?: string;
  readonly spec?: string;
  readonly pod?: string;
  readonly container?: string;
}

/** A workload as flow YAML: only what a rule asks about. */
function workload({ kind = "Deployment", name = "web", spec = "", pod = "", container = "" }: Shape = {}): string {
  return `apiVersion: apps/v1
kind: ${kind}
metadata: { name: ${name} }
spec:
  ${spec === "" ? "paused: false" : spec}
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: ${name}, image: "example.test/web:1.0.0", ports: [{ name: http, containerPort: 80 }]${container === "" ? "" : `, ${container}`} }]${pod === "" ? "" : `, ${pod}`} }
`;
}

async function judged(check: WorkspaceCheckId, ...documents: readonly string[]): Promise<Finding> {
  return RULES[check](await workspaceFrom({ "k8s.yaml": documents.join("---\n") }));
}

const SCALER = (fewest: number): string => `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { minReplicas: ${fewest}, maxReplicas: 9, metrics: [{ type: Resource }], scaleTargetRef: { kind: Deployment, name: web } }
`;

function service(selector: string, target: string): string {
  return `apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: ${selector}, ports: [{ port: 80, targetPort: ${target} }] }\n`;
}

function budget(spec: string): string {
  return `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: b }\nspec: { selector: { matchLabels: { app: web } }, ${spec} }\n`;
}

function policy(spec: string): string {
  return `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: p }\nspec: ${spec}\n`;
}

describe("an update", () => {
  test.each([
    ["maxUnavailable 0", "strategy: { rollingUpdate: { maxUnavailable: 0 } }", "pass"],
    ["the default share of one pod, which rounds down to none", "replicas: 3", "pass"],
    ["the default share of four pods, which is one", "replicas: 4", "fail"],
    [
      "a share that rounds down to none",
      'replicas: 9\n  strategy: { rollingUpdate: { maxUnavailable: "10%" } }',
      "pass",
    ],
    ["a share of one of ten", 'replicas: 10\n  strategy: { rollingUpdate: { maxUnavailable: "10%" } }', "fail"],
    ["everything at once", "strategy: { type: Recreate }", "fail"],
  ])("with %s: %s", async (_, spec, verdict) => {
    expect((await judged("k8s-update-strategy", workload({ spec }))).verdict).toBe(verdict);
  });

  test("is judged by the fewest pods that the autoscaler keeps", async () => {
    expect((await judged("k8s-update-strategy", workload(), SCALER(8))).verdict).toBe("fail");
    expect((await judged("k8s-update-strategy", workload(), SCALER(3))).verdict).toBe("pass");
  });
});

describe("probes", () => {
  const http = "{ httpGet: { path: /health, port: http } }";
  const patient = "{ httpGet: { path: /health, port: http }, failureThreshold: 10 }";

  test("that ask the same pass only where liveness waits longer", async () => {
    const asking = (live: string): string => workload({ container: `readinessProbe: ${http}, livenessProbe: ${live}` });
    expect((await judged("k8s-liveness", asking(http))).message).toContain("restarted by the very probe");
    expect((await judged("k8s-liveness", asking(patient))).verdict).toBe("pass");
    expect((await judged("k8s-liveness", asking("{ tcpSocket: { port: http } }"))).verdict).toBe("pass");
  });

  test("without a question are none", async () => {
    const empty = workload({ container: "readinessProbe: { periodSeconds: 5 }" });
    expect((await judged("k8s-readiness", empty)).verdict).toBe("fail");
  });
});

describe("what is written into a manifest as a credential", () => {
  test.each([
    ["PASSWORD", "correct-horse", "fail"],
    ["DATABASE_URL", "postgres://shop:correct-horse@db/shop", "fail"],
    ["DATABASE_URL", "postgres://shop:$(PASSWORD)@db/shop", "pass"],
    ["PASSWORD_FILE", "/run/secrets/password", "pass"],
    ["TOKEN_TTL", "one hour", "pass"],
    ["API_KEY", "", "pass"],
    ["API_KEY", "${API_KEY}", "pass"],
    ["LOG_LEVEL", "info", "pass"],
  ])("%s = %s: %s", async (name, value, verdict) => {
    const finding = await judged(
      "k8s-secret-references",
      workload({ container: `env: [{ name: ${name}, value: "${value}" }]` }),
    );
    expect(finding.verdict).toBe(verdict);
    expect(finding.message).not.toContain("correct-horse");
  });

  test("is found in options and in ConfigMaps", async () => {
    const option = workload({ container: 'args: ["--db-password=correct-horse"]' });
    const map = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: m }\ndata: { SECRET_KEY: correct-horse }\n";
    expect((await judged("k8s-secret-references", option)).message).toContain("the option db-password");
    expect((await judged("k8s-secret-references", map)).message).toContain("ConfigMap m has SECRET_KEY");
  });
});

describe("images", () => {
  const DIGEST = `sha256:${"a".repeat(64)}`;
  test.each([
    [`example.test/web@${DIGEST}`, "pass"],
    ["example.test:5000/web:1.2.3", "pass"],
    ["example.test:5000/web", "fail"],
    ["web:latest", "fail"],
    ["${IMAGE}", "inconclusive"],
  ])("%s: %s", async (image, verdict) => {
    const text = workload().replace("example.test/web:1.0.0", image);
    expect((await judged("k8s-images", text)).verdict).toBe(verdict);
  });

  test("are those that Kustomize makes of them", async () => {
    const kustomization = "kind: Kustomization\nimages: [{ name: example.test/web, newTag: latest }]\n";
    const workspace = await workspaceFrom({ "web.yaml": workload(), "kustomization.yaml": kustomization });
    expect(RULES["k8s-images"](workspace).message).toContain("example.test/web:latest, whose tag moves");
  });
});

describe("budgets", () => {
  const two = workload({ spec: "replicas: 2" });

  test.each([
    ["maxUnavailable: 1", "pass"],
    ['maxUnavailable: "10%"', "pass"],
    ["maxUnavailable: 0", "fail"],
    ["minAvailable: 1", "pass"],
    ["minAvailable: 2", "fail"],
    ['minAvailable: "51%"', "fail"],
  ])("with %s for two pods: %s", async (spec, verdict) => {
    expect((await judged("k8s-disruption-budget", two, budget(spec))).verdict).toBe(verdict);
  });

  test("are not asked for where there is one pod", async () => {
    expect((await judged("k8s-disruption-budget", workload())).verdict).toBe("inconclusive");
  });
});

describe("Services", () => {
  test("reach pods of the workspace by labels and named ports", async () => {
    expect((await judged("k8s-services", workload(), service("{ app: web }", "http"))).verdict).toBe("pass");
    expect((await judged("k8s-services", workload(), service("{ app: web }", "grpc"))).message).toContain(
      "the port grpc",
    );
    expect((await judged("k8s-services", workload(), service("{ app: other }", "80"))).verdict).toBe("fail");
  });

  test("are left open where the pods are not in the workspace", async () => {
    expect((await judged("k8s-services", service("{ app: web }", "http"))).verdict).toBe("inconclusive");
  });
});

describe("what is missing", () => {
  test("is a failure only where everything that could hold it was read", async () => {
    const chart = { "c/Chart.yaml": "name: c\n", "c/templates/hpa.yaml": "apiVersion: v1\nkind: {{ .Values.kind }}\n" };
    const alone = await workspaceFrom({ "web.yaml": workload() });
    const beside = await workspaceFrom({ "web.yaml": workload(), ...chart });
    expect(RULES["k8s-autoscaling"](alone).verdict).toBe("fail");
    expect(RULES["k8s-autoscaling"](beside).verdict).toBe("inconclusive");
    expect(RULES["security-network-policy"](alone).verdict).toBe("fail");
    expect(RULES["security-network-policy"](beside).verdict).toBe("inconclusive");
  });

  test("is not asked of a patch", async () => {
    const kustomization = "kind: Kustomization\npatches: [{ path: patch.yaml }]\n";
    const workspace = await workspaceFrom({ "o/kustomization.yaml": kustomization, "o/patch.yaml": workload() });
    expect(workspace.workloads).toEqual([]);
  });
});

describe("isolation", () => {
  test.each([
    ["{ podSelector: {} }", "pass"],
    ["{ podSelector: {}, policyTypes: [Egress] }", "fail"],
    ["{ podSelector: {}, ingress: [{}] }", "fail"],
    ["{ podSelector: { matchLabels: { app: web } } }", "fail"],
  ])("by the NetworkPolicy %s: %s", async (spec, verdict) => {
    expect((await judged("security-network-policy", workload(), policy(spec))).verdict).toBe(verdict);
  });

  test("by a plug-in's own policies is left open", async () => {
    const cilium = "apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: { name: p }\nspec: {}\n";
    expect((await judged("security-network-policy", workload(), cilium)).verdict).toBe("inconclusive");
  });

  test.each([
    ["", "", "fail"],
    ["securityContext: { runAsNonRoot: true }", "", "pass"],
    ["securityContext: { runAsNonRoot: true }", "securityContext: { runAsUser: 0 }", "fail"],
    ["securityContext: { runAsUser: 1000 }", "", "pass"],
    ["securityContext: { runAsNonRoot: true }", "securityContext: { runAsNonRoot: false }", "fail"],
  ])("of users, pod %s and container %s: %s", async (pod, container, verdict) => {
    expect((await judged("security-non-root", workload({ pod, container }))).verdict).toBe(verdict);
  });
});
