import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyApplications } from "../../../../support/scaffold/anyApplication.ts";
import { expressServer, fact, sampleSettings } from "../../../../support/scaffold/sampleFacts.ts";
import { KUBERNETES_RULES } from "../../../../../src/core/rules/kubernetesRules.ts";
import { helmGenerator } from "../../../../../src/scaffold/generate/helm/helmGenerator.ts";
import { literalText } from "../../../../../src/scaffold/generate/helm/literalText.ts";
import type { EnvironmentProfile } from "../../../../../src/scaffold/generate/settings.ts";
import { documentsOf, filesOf, type Loose } from "../kubernetes/generated.ts";

const keeper = expressServer({ name: "cms", path: "cms", writes: [fact("uploads")] });

function read(path: string, application = expressServer(), settings = sampleSettings): Loose {
  const text = filesOf(helmGenerator, [application], settings).get(path)?.text ?? "";
  return path.endsWith(".json") ? JSON.parse(text) : documentsOf(text)[0];
}

describe("a chart", () => {
  it("signs in where images are private, as manifests do", () => {
    expect(read("charts/shop/values.yaml").image.pullSecrets).toEqual([{ name: "shop-registry" }]);
  });

  it("says of each Secret's name that it is no secret, to scanners that go by the key", () => {
    const text = filesOf(helmGenerator, [expressServer()]).get("charts/shop/values.yaml")?.text ?? "";
    const lines = text.split("\n");
    const above = lines.flatMap((line, index) => (/^ *\w*secret: \S/iu.test(line) ? [lines[index - 1]?.trim()] : []));
    expect(above).toHaveLength(2);
    expect(above.every((line) => /^# checkov:skip=CKV_SECRET_6: \S/u.test(line ?? ""))).toBe(true);
  });

  it("has the objects of a server, and values for every environment", () => {
    const names = [...filesOf(helmGenerator, [expressServer()]).keys()].map((path) => path.replace("charts/shop/", ""));
    expect(names).toEqual([
      ".helmignore",
      "Chart.yaml",
      "values.yaml",
      "values.schema.json",
      "values-development.yaml",
      "values-staging.yaml",
      "values-production.yaml",
      "templates/NOTES.txt",
      "templates/_helpers.tpl",
      "templates/deployment.yaml",
      "templates/service-account.yaml",
      "templates/config-map.yaml",
      "templates/service.yaml",
      "templates/ingress.yaml",
      "templates/network-policy.yaml",
      "templates/pod-disruption-budget.yaml",
      "templates/horizontal-pod-autoscaler.yaml",
    ]);
  });

  it("differs by environment as the overlays do", () => {
    expect(read("charts/shop/values-development.yaml")).toMatchObject({
      namespace: "shop-development",
      config: { LOG_LEVEL: "debug" },
      replicas: 1,
      autoscaling: { enabled: false },
      ingress: { enabled: true, host: "shop.development.example.com" },
    });
    expect(read("charts/shop/values-production.yaml")).toMatchObject({
      namespace: "shop-production",
      autoscaling: { enabled: true, minReplicas: 3, maxReplicas: 10 },
      ingress: { host: "shop.example.com" },
    });
  });

  it("knows every value that it has, and no other", () => {
    for (const application of [expressServer(), keeper]) {
      const folder = `charts/${application.name}`;
      const schema = read(`${folder}/values.schema.json`, application);
      const values = read(`${folder}/values.yaml`, application);
      expect(schema.additionalProperties).toBe(false);
      expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(Object.keys(values)));
      expect(Object.keys(values)).toEqual(expect.arrayContaining(schema.required));
      for (const { name } of sampleSettings.environments) {
        const changed = Object.keys(read(`${folder}/values-${name}.yaml`, application));
        expect(Object.keys(values)).toEqual(expect.arrayContaining(changed));
      }
    }
  });

  it("asks for no host where no environment has one", () => {
    const environments = sampleSettings.environments.map(withoutHost);
    const { ingress } = read("charts/shop/values.yaml", expressServer(), { ...sampleSettings, environments });
    expect(ingress).toMatchObject({ enabled: false, host: "" });
  });

  it("outlives what it keeps, and does not scale it", () => {
    const files = filesOf(helmGenerator, [keeper]);
    expect(files.has("charts/cms/templates/horizontal-pod-autoscaler.yaml")).toBe(false);
    expect(files.get("charts/cms/templates/persistent-volume-claim.yaml")?.text).toContain(
      "helm.sh/resource-policy: keep",
    );
    expect(read("charts/cms/values-production.yaml", keeper).persistence.size).toBe("10Gi");
  });

  it("has lines for known rules only", () => {
    const blocks = [...filesOf(helmGenerator, [expressServer(), keeper]).values()].flatMap((file) => file.blocks);
    expect(blocks.length).toBeGreaterThan(30);
    for (const { rule } of blocks) expect(KUBERNETES_RULES).toHaveProperty([rule]);
  });
});

function withoutHost(profile: EnvironmentProfile): EnvironmentProfile {
  const { host: _, ...rest } = profile;
  return rest;
}

/** What Helm makes of a text whose only actions are those that write braces. */
function helmWrites(text: string): string {
  return text.replaceAll("{{`{{`}}", "{{");
}

describe("charts of any facts", () => {
  it("read back what comes from outside as it was, and open no action of it", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("{", "}", "{{", "}}", " .Values.x ", "`", "a")).map((parts) => parts.join("")),
        (text) => {
          expect(helmWrites(literalText(text))).toBe(text);
          expect(literalText(text).replaceAll("{{`{{`}}", "")).not.toContain("{{");
        },
      ),
    );
  });

  it("have values that are YAML, a schema that is JSON, and templates that close what they open", () => {
    fc.assert(
      fc.property(anyApplications(), (applications) => {
        const files = filesOf(helmGenerator, applications);
        expect([...filesOf(helmGenerator, applications)]).toEqual([...files]);
        for (const { path, text } of files.values()) {
          expect(path).toMatch(/^charts\/[a-z0-9-]+\/(?:templates\/)?[A-Za-z0-9._-]+$/u);
          if (path.endsWith(".json")) JSON.parse(text);
          else if (!path.includes("/templates/") && path.endsWith(".yaml")) documentsOf(text);
          else expectClosed(text);
        }
      }),
      { numRuns: 30 },
    );
  });
});

/** Every action is closed on its line, and every block by an `end`. */
function expectClosed(text: string): void {
  const actions = [...text.matchAll(/\{\{-? *(?:(`\{\{`)|([a-z]*)[^\n]*?) *-?\}\}/gu)];
  expect(text.match(/\{\{(?!`\}\})/gu)?.length ?? 0).toBe(actions.length);
  const words = actions.map(([, , word]) => word ?? "");
  const opened = words.filter((word) => ["if", "with", "range", "define"].includes(word)).length;
  expect(words.filter((word) => word === "end").length).toBe(opened);
}
