import { rm } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { installLinters, type Linters } from "../../tools/linters/install.ts";
import { checkov } from "../support/linters/checkov.ts";
import type { LinterCheck, LinterFinding } from "../support/linters/finding.ts";
import { hadolint, publishedSchema } from "../support/linters/imageLinters.ts";
import { writeKubeSchemas } from "../support/linters/kubeSchemas.ts";
import { kubeconform, kubeScore, rendering } from "../support/linters/manifestLinters.ts";
import { buildOverlays, type Manifests, renderCharts } from "../support/linters/render.ts";
import { writeChecks } from "../support/linters/results.ts";
import { type Sample, writeSamples } from "../support/linters/samples.ts";
import { actionlint, zizmor } from "../support/linters/workflowLinters.ts";
import { findKubectl } from "../support/kubectl.ts";

const COMPOSE = { name: "vendor.compose-spec", files: (file: string): boolean => file === "compose.yaml" };
const GITLAB = {
  name: "vendor.gitlab-ci",
  files: (file: string): boolean => file === ".gitlab-ci.yml",
  args: ["--data-transform", "gitlab-ci"],
};
const GITHUB = {
  name: "vendor.github-workflows",
  files: (file: string): boolean => file.startsWith(".github/workflows/"),
};

let linters: Linters;
let root: string;
let samples: readonly Sample[];
let overlays: readonly Manifests[];
let charts: readonly Manifests[];
const checks: LinterCheck[] = [];

beforeAll(async () => {
  linters = await installLinters();
  ({ root, samples } = await writeSamples());
  overlays = await buildOverlays(findKubectl(), root, samples);
  charts = await renderCharts(linters.helm, root, samples);
}, 300_000);

afterAll(async () => {
  await writeChecks("results.json", checks);
  await rm(root, { recursive: true, force: true });
});

/** What a check found, and the samples with an application that it had nothing to look at of: both must be none. */
function complaints(check: LinterCheck): readonly (LinterFinding | string)[] {
  checks.push(check);
  const empty = samples.filter(({ name, detection }) => detection.applications.length > 0 && !check.looked.get(name));
  return [...empty.map(({ name }) => `${check.name} saw nothing of ${name}`), ...check.findings];
}

describe("everything that is generated for the sample applications", () => {
  it("has Dockerfiles that hadolint finds nothing in", async () => {
    expect(complaints(await hadolint(linters.hadolint, root, samples))).toEqual([]);
  });

  it("has compose files that are what the Compose Specification says", async () => {
    const check = await publishedSchema(linters.checkJsonschema, root, samples, COMPOSE);
    expect(complaints(check)).toEqual([]);
  });

  it("has pipelines that are what GitLab's schema says", async () => {
    const check = await publishedSchema(linters.checkJsonschema, root, samples, GITLAB);
    expect(complaints(check)).toEqual([]);
  });

  it("has workflows that are what GitHub's schema says", async () => {
    const check = await publishedSchema(linters.checkJsonschema, root, samples, GITHUB);
    expect(complaints(check)).toEqual([]);
  });

  it("has workflows that actionlint finds nothing in", async () => {
    expect(complaints(await actionlint(linters.actionlint, root, samples))).toEqual([]);
  });

  it("has workflows that zizmor finds nothing in", async () => {
    expect(complaints(await zizmor(linters.zizmor, root, samples))).toEqual([]);
  });

  it("has overlays that build", () => {
    expect(complaints(rendering("kustomize", overlays))).toEqual([]);
  });

  it("has charts that render with every file of values", () => {
    expect(complaints(rendering("helm template", charts))).toEqual([]);
  });

  it("has manifests that kubeconform takes, strictly", async () => {
    const schemas = await writeKubeSchemas(inject("controlPlane"), path.join(root, ".schemas"));
    expect(complaints(await kubeconform(linters.kubeconform, root, [...overlays, ...charts], schemas))).toEqual([]);
  });

  it("has manifests that kube-score finds nothing in", async () => {
    expect(complaints(await kubeScore(linters.kubeScore, root, [...overlays, ...charts]))).toEqual([]);
  });

  it("has nothing that checkov finds anything in", async () => {
    expect(complaints(await checkov(linters.checkov, root, samples))).toEqual([]);
  }, 600_000);
});
