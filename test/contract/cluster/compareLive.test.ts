import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseConfig } from "../../../src/core/config/parseConfig.ts";
import type { ComparedRow, Comparison } from "../../../src/core/profiles/comparison.ts";
import type { Cluster } from "../../../src/core/rollout/cluster.ts";
import { type Kind, KINDS } from "../../../src/core/rollout/kinds.ts";
import type { KubeObject } from "../../../src/core/rollout/objects.ts";
import type { AssessPorts } from "../../../src/engine/readiness/assessEnvironment.ts";
import { readinessWith } from "../../../src/engine/readiness/readiness.ts";
import { connectAs, freshNamespace, grantedNamespace } from "../../support/clusterUnderTest.ts";
import { memoryTree } from "../../support/memoryTree.ts";
import { deploymentOf } from "../../support/workloads.ts";

const AUTOSCALER: Kind = {
  apiVersion: "autoscaling/v2",
  kind: "HorizontalPodAutoscaler",
  plural: "horizontalpodautoscalers",
};
const QUOTA: Kind = { apiVersion: "v1", kind: "ResourceQuota", plural: "resourcequotas" };

let admin: Cluster;
let staging: string;
let production: string;

beforeAll(async () => {
  admin = await connectAs("admin");
  [staging, production] = [await freshNamespace(admin, "staging"), await freshNamespace(admin, "production")];
  await admin.create(KINDS.Deployment, deploymentOf({ name: "web", namespace: staging, tag: "1.1.0", replicas: 1 }));
  await admin.create(KINDS.Deployment, deploymentOf({ name: "web", namespace: production, replicas: 3 }));
  await admin.create(AUTOSCALER, autoscaler(production));
  await admin.create<KubeObject>(QUOTA, {
    metadata: { name: "shop", namespace: production },
    spec: { hard: { pods: "20" } },
  });
});
afterAll(() => admin.dispose());

function autoscaler(namespace: string): KubeObject {
  const scaleTargetRef = { apiVersion: "apps/v1", kind: "Deployment", name: "web" };
  return {
    metadata: { name: "web", namespace },
    spec: { scaleTargetRef, minReplicas: 3, maxReplicas: 9 },
  };
}

/** What is said of what scales and bounds the environments. */
const BOUNDS = {
  replicas: { sentence: expect.stringContaining("1 in the cluster and 2 in its files") as string },
  quota: [{ state: "none" }, { state: "known", stated: { from: { kind: "cluster", context: "admin" } } }],
};

const FILES: Readonly<Record<string, string>> = {
  "k8s/web.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 2
  template:
    spec:
      containers: [{name: app, image: "shop/web:1.1.0"}]
`,
};

/** The comparison as the command and the view ask for it, each environment as one user. */
async function compare(context: string, namespaces = { staging, production }): Promise<Comparison> {
  const environment = (name: keyof typeof namespaces): string =>
    `      ${name}: { context: ${context}, namespace: ${namespaces[name]}, workloads: [deployment/web] }\n`;
  const text = `version: 1\napplications:\n  shop:\n    environments:\n${environment("staging")}${environment("production")}`;
  const { config } = parseConfig(text);
  if (config === undefined) throw new Error("no configuration");
  const ports = { files: memoryTree(FILES) } as unknown as AssessPorts;
  return readinessWith(ports).compare({ application: "shop", config, text, connect: connectAs });
}

function rowOf({ groups }: Comparison, label: string): ComparedRow {
  const found = groups.flatMap(({ rows }) => rows).find((row) => row.label === label);
  if (found === undefined) throw new Error(`no ${label}`);
  return found;
}

function live(comparison: Comparison, label: string): (string | undefined)[] {
  return rowOf(comparison, label).cells.map((cell) => cell.live?.text);
}

describe("environments as they are in their clusters", () => {
  test("are told beside their files, with where they differ", async () => {
    const comparison = await compare("viewer");
    expect(live(comparison, "web image")).toEqual(["1.1.0", "1.0.0"]);
    expect(rowOf(comparison, "web image").cells[1]).toMatchObject({
      live: { from: { kind: "cluster", context: "viewer" } },
    });
    expect(rowOf(comparison, "web image").sentence).toContain("1.0.0 in the cluster and 1.1.0 in its files");
  });

  test("are told with what scales and bounds them", async () => {
    const comparison = await compare("admin");
    expect(live(comparison, "web replicas")).toEqual(["1", "3 or more"]);
    expect(rowOf(comparison, "web replicas")).toMatchObject(BOUNDS.replicas);
    expect(rowOf(comparison, "resource quota").cells).toMatchObject(BOUNDS.quota);
  });

  test("are told as far as a person may look, and the others are as their files have them", async () => {
    const namespaces = { staging: grantedNamespace(), production };
    const comparison = await compare("lister", namespaces);
    expect(live(comparison, "web image")).toEqual([undefined, undefined]);
    const alike = { state: "known", stated: { text: "1.1.0" } };
    expect(rowOf(comparison, "web image").cells).toMatchObject([alike, alike]);
    expect(rowOf(comparison, "resource quota").sentence).toContain("not allowed to list resourcequotas");
  });

  test("are told without the cluster where that gives no answer", async () => {
    const comparison = await compare("unreachable");
    expect(live(comparison, "web image")).toEqual([undefined, undefined]);
    expect(rowOf(comparison, "web image").cells).toMatchObject([{ state: "known" }, { state: "known" }]);
  });
});
