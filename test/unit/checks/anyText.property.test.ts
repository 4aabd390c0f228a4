import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { RULES } from "../../../src/checks/rules.ts";
import { memoryTree, workspaceFrom } from "../../support/memoryTree.ts";
import { readWorkspace } from "../../../src/checks/readWorkspace.ts";

const PATHS = [
  "k8s/web.yaml",
  "k8s/kustomization.yaml",
  ".github/workflows/ci.yaml",
  ".github/actions/setup/action.yml",
  ".gitlab-ci.yml",
  "main.tf",
  "prod.tfvars",
  "rules.yaml",
  "dashboard.json",
  "README.md",
  ".env",
  "a.conf",
];

const KINDS = [
  ["apps/v1", "Deployment"],
  ["apps/v1", "StatefulSet"],
  ["batch/v1", "CronJob"],
  ["autoscaling/v2", "HorizontalPodAutoscaler"],
  ["policy/v1", "PodDisruptionBudget"],
  ["networking.k8s.io/v1", "NetworkPolicy"],
  ["networking.k8s.io/v1", "Ingress"],
  ["gateway.networking.k8s.io/v1", "Gateway"],
  ["rbac.authorization.k8s.io/v1", "ClusterRole"],
  ["v1", "Service"],
  ["v1", "Secret"],
  ["v1", "ConfigMap"],
  ["v1", "List"],
  ["monitoring.coreos.com/v1", "PrometheusRule"],
  ["kyverno.io/v1", "ClusterPolicy"],
  ["velero.io/v1", "Schedule"],
] as const;

const KEYS = [
  ..."spec template containers metadata labels selector matchLabels rules jobs steps on uses run needs items data".split(
    " ",
  ),
  ..."env name value image ports tls hosts groups alert expr route receivers script stage include extends kind".split(
    " ",
  ),
];

/** Anything that YAML can say, with the keys that rules look for. */
const { tree: anything } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom(null, true, 0, -1, 1e308, "", "*", "${X}", "0%", "latest", "__proto__"),
    fc.array(tie("tree"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie("tree"), { maxKeys: 5 }),
  ),
}));

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc
    .tuple(fc.constantFrom(...KINDS), anything, anything)
    .map(([[apiVersion, kind], spec, metadata]) =>
      stringify({ apiVersion, kind, metadata, spec, rules: spec, data: spec, items: [spec] }),
    ),
  anything.map((value) =>
    stringify({ jobs: { a: value }, on: value, route: value, receivers: [value], groups: [value] }),
  ),
  fc
    .array(fc.constantFrom(...'resource|{|}|"a"|=|<<EOF\n|EOF|\n|[|]|#|/*|*/|${|"|x|1|// |ingress'.split("|")), {
      maxLength: 40,
    })
    .map((parts) => parts.join(" ")),
);

describe("whatever the files hold", () => {
  test("no rule throws, and every finding is a sentence", async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.constantFrom(...PATHS), text, { maxKeys: 6 }), async (files) => {
        const workspace = await workspaceFrom(files);
        const findings = Object.values(RULES).map((rule) => rule(workspace));
        expect(findings.filter(({ message }) => !/^\S.*\.$/su.test(message))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test("an empty workspace passes nothing and fails nothing", async () => {
    for (const files of [{}, { "src/main.ts": "export {};" }, { "k8s/web.yaml": "" }, { "notes.yaml": "a: 1\n" }]) {
      const workspace = await workspaceFrom(files);
      const settled = Object.entries(RULES).flatMap(([id, rule]) =>
        rule(workspace).verdict === "inconclusive" ? [] : [id],
      );
      // That no credential was found says something as soon as there is a file to look into.
      expect(settled.filter((id) => id !== "security-no-plain-secrets" || Object.keys(files).length === 0)).toEqual([]);
    }
  });

  test("what cannot be read is never passed over in silence", async () => {
    const unreadable = {
      "chart/Chart.yaml": "name: x\n",
      "chart/templates/web.yaml": "kind: Deployment\napiVersion: apps/v1\nspec: {{ .Values.spec }}\n",
    };
    const workspace = await workspaceFrom(unreadable);
    for (const id of ["k8s-readiness", "k8s-images", "security-non-root", "k8s-services"] as const) {
      const { verdict, message } = RULES[id](workspace);
      expect(verdict).toBe("inconclusive");
      expect(message).toContain("chart/templates/web.yaml");
    }
  });

  test("a workspace that is listed only in part leaves the rest open", async () => {
    const web =
      "apiVersion: v1\nkind: Namespace\nmetadata:\n  labels: { pod-security.kubernetes.io/enforce: baseline }\n";
    const workspace = await readWorkspace(memoryTree({ "a.yaml": web }, false));
    expect(RULES["security-pod-standards"](workspace)).toMatchObject({ verdict: "inconclusive", reason: "Unread" });
  });
});
