import { describe, expect, it } from "vitest";
import { Fault } from "../../../../src/base/result.ts";
import { parseConfig } from "../../../../src/core/config/parseConfig.ts";
import type { ComparedRow, Stated } from "../../../../src/core/profiles/comparison.ts";
import type { Cluster } from "../../../../src/core/rollout/cluster.ts";
import type { Kind } from "../../../../src/core/rollout/kinds.ts";
import { compareEnvironments } from "../../../../src/engine/profiles/compareEnvironments.ts";
import { comparisonDocument } from "../../../../src/engine/profiles/comparisonDocument.ts";
import { configOrigins } from "../../../../src/engine/profiles/configFacts.ts";
import { liveObjects } from "../../../../src/engine/profiles/liveObjects.ts";
import { workspaceFrom } from "../../../support/memoryTree.ts";
import { WEB_BASE } from "../../../support/webBase.ts";

const CONFIG = `version: 1
applications:
  shop:
    environments:
      staging:
        context: east
        namespace: shop-staging
        gate: [staging]
      production:
        context: east
        namespace: shop-production
        production: true
        approval: {required: 2}
`;

const FILES = {
  ...WEB_BASE,
  "k8s/overlays/staging/kustomization.yaml": "resources: [../../base]\nreplicas:\n  - name: web\n    count: 4\n",
  "k8s/overlays/production/kustomization.yaml": `namespace: shop-production
resources: [../../base, quota.yaml]
images:
  - name: registry.local/web
    newTag: 1.9.0
patches:
  - target: {kind: Deployment}
    patch: |-
      - op: replace
        path: /spec/template/spec/containers/0/resources/requests/cpu
        value: 500m
  - path: more.yaml
`,
  "k8s/overlays/production/more.yaml":
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  replicas: 3\n",
  "k8s/overlays/production/quota.yaml": "apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: shop}\n",
};

async function rows(
  files: Readonly<Record<string, string>> = FILES,
  live?: Parameters<typeof compareEnvironments>[0]["live"],
): Promise<(label: string) => ComparedRow> {
  const comparison = await compared(files, live);
  const all = comparison.groups.flatMap((group) => group.rows);
  return (label) => {
    const found = all.find((row) => row.label === label);
    if (found === undefined) throw new Error(`no ${label} among ${all.map((row) => row.label).join(", ")}`);
    return found;
  };
}

async function compared(
  files: Readonly<Record<string, string>>,
  live?: Parameters<typeof compareEnvironments>[0]["live"],
) {
  const { config } = parseConfig(CONFIG);
  const environments = config?.applications["shop"]?.environments ?? {};
  const places = Object.entries(environments).map(([environment, one]) => {
    return { application: "shop", environment, config: one };
  });
  const [workspace, origin] = [await workspaceFrom(files), configOrigins("tidegate.yaml", CONFIG)];
  const more = live === undefined ? {} : { live };
  return compareEnvironments({ application: "shop", path: ".", places, workspace, origin, ...more });
}

function values(row: ComparedRow): (Stated | undefined)[] {
  return row.cells.map((cell) => (cell.state === "known" ? cell.stated : undefined));
}

const away = () => Promise.reject<Cluster>(new Fault("Unreachable", "No."));

describe("environments side by side", () => {
  it("have the values of their overlays, and the lines that wrote them last", async () => {
    const row = await rows();
    expect(values(row("web replicas"))).toMatchObject([
      { text: "4", from: { place: { file: "k8s/overlays/staging/kustomization.yaml", line: 4 } } },
      { text: "3", from: { place: { file: "k8s/overlays/production/more.yaml", line: 5 } } },
    ]);
    expect(values(row("web CPU request"))).toMatchObject([
      { text: "250m", amount: 0.25, from: { place: { file: "k8s/base/web.yaml", line: 13 } } },
      { text: "500m", from: { place: { file: "k8s/overlays/production/kustomization.yaml" } } },
    ]);
    expect(values(row("web image")).map((one) => one?.text)).toEqual(["1.8.2", "1.9.0"]);
    expect(row("web replicas").difference).toBe("surprising");
  });

  it("have the lines of tidegate.yaml, and say what nobody wrote", async () => {
    const row = await rows();
    expect(values(row("people asked"))).toMatchObject([
      { text: "0", from: { kind: "default" } },
      { text: "2", from: { kind: "config", place: { file: "tidegate.yaml", line: 13 } } },
    ]);
    expect(row("resource quota").cells.map(({ state }) => state)).toEqual(["none", "known"]);
    expect(row("resource quota").sentence).toContain("staging has no resource quota");
  });

  it("know nothing of sizes where a manifest cannot be read", async () => {
    const row = await rows({ ...FILES, "k8s/other.yaml": "kind: Deployment\napiVersion: {{ .Values.api }}\n" });
    expect(row("resource quota").cells[0]).toMatchObject({
      state: "unknown",
      why: expect.stringContaining("k8s/other.yaml"),
    });
  });

  it("follow kustomizations that name each other no further than they must", async () => {
    const circle = { ...FILES, "k8s/base/kustomization.yaml": `resources: [web.yaml${", ../base".repeat(50)}]\n` };
    expect((await compared(circle)).groups.length).toBeGreaterThan(0);
  });

  it("take nothing of the workspace for what a kustomization names outside of it", async () => {
    const row = await rows({
      ...FILES,
      "k8s/overlays/staging/kustomization.yaml": "resources: [../../../../k8s/base]\n",
    });
    expect(row("web replicas").cells.map(({ state }) => state)).toEqual(["none", "known"]);
  });

  it("say of a cluster what it has, and what it does not tell", async () => {
    const cluster = clusterWith((kind) => {
      if (kind.kind === "ResourceQuota") throw new Fault("Forbidden", "No.");
      return kind.kind === "Deployment" ? [deployment(5)] : [];
    });
    const there = await liveObjects(async () => cluster, { context: "east", namespace: "shop-production" });
    const row = await rows(FILES, new Map([["production", there]]));
    expect(row("web replicas").cells[1]?.live).toMatchObject({ text: "5", from: { kind: "cluster", context: "east" } });
    expect(row("web replicas").sentence).toContain("5 in the cluster and 3 in its files");
    expect([...there.untold]).toEqual([["quota", "not allowed to list resourcequotas"]]);
  });

  it("go on where a cluster gives no answer", async () => {
    const there = await liveObjects(away, { context: "east", namespace: "shop-staging" });
    const row = await rows({}, new Map([["staging", there]]));
    expect(row("network policies").cells[0]).toEqual({ state: "unknown", why: "no answer from the cluster" });
  });

  it("are a table that nothing from outside can break", async () => {
    const text = comparisonDocument(
      await compared({ ...FILES, "k8s/base/web.yaml": WEB_BASE["k8s/base/web.yaml"].replace("1.8.2", "a|b") }),
      WORDS,
    );
    const lines = text.split("\n").filter((line) => line.startsWith("|"));
    const bars = new Set(lines.map((line) => line.replaceAll(String.raw`\|`, "").split("|").length));
    expect([lines.length > 20, [...bars]]).toEqual([true, [6]]);
    expect(text).toContain("`k8s/overlays/staging/kustomization.yaml:4`");
  });
});

const WORDS = {
  title: (name: string) => name,
  intro: "",
  property: "Property",
  surprising: "Surprising",
  noSurprise: "Nothing.",
  details: "Why:",
  none: "none",
  unknown: "not known",
  byDefault: "by default",
  inCluster: (context: string) => context,
  noProfile: "none",
};

function clusterWith(list: (kind: Kind) => readonly object[]): Cluster {
  return { list: async (kind: Kind) => list(kind), dispose: () => undefined } as unknown as Cluster;
}

function deployment(replicas: number): object {
  return { metadata: { name: "web", namespace: "shop-production" }, spec: { replicas, template: {} } };
}
