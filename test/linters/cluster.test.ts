import { rm } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { installLinters } from "../../tools/linters/install.ts";
import { findKubectl } from "../support/kubectl.ts";
import { deliver, type Rollout } from "../support/linters/deliver.ts";
import type { LinterCheck } from "../support/linters/finding.ts";
import { buildOverlays, renderCharts } from "../support/linters/render.ts";
import { writeChecks } from "../support/linters/results.ts";
import { type Sample, sampleNames, writeSamples } from "../support/linters/samples.ts";

let root: string;
let samples: readonly Sample[];
let overlays: readonly Rollout[];
let charts: readonly Rollout[];

beforeAll(async () => {
  const connection = inject("controlPlane");
  const { helm } = await installLinters();
  ({ root, samples } = await writeSamples());
  const built = await buildOverlays(findKubectl(), root, samples, "production");
  // Beside the overlays, in namespaces that they have put nothing into.
  const rendered = await renderCharts(helm, root, samples, {
    environment: "production",
    more: (sample) => ["--set", `namespace=${sample}-chart`],
  });
  overlays = await deliver(connection, root, built, ({ sample }) => `${sample}-production`);
  charts = await deliver(connection, root, rendered, ({ sample }) => `${sample}-chart`);
}, 600_000);

afterAll(async () => {
  await writeChecks("rollouts.json", [check("overlay rollout", overlays), check("chart rollout", charts)]);
  await rm(root, { recursive: true, force: true });
});

describe("production overlays on a real control plane", () => {
  it.each(sampleNames())("%s is taken by strict validation and rolls out", (name) => {
    expect(rolledOut(overlays, name)).toEqual(expected(name));
  });
});

describe("charts with their values of production on a real control plane", () => {
  it.each(sampleNames())("%s is taken by strict validation and rolls out", (name) => {
    expect(rolledOut(charts, name)).toEqual(expected(name));
  });
});

/** Every application of a sample, each once. */
function expected(name: string): readonly string[] {
  const applications = samples.find((sample) => sample.name === name)?.detection.applications ?? [];
  return applications.map((application) => `deployment/${application.name}: 0`).toSorted();
}

/** What rolled out of a sample, with kubectl's exit code, and its words where it is not 0. */
function rolledOut(rollouts: readonly Rollout[], name: string): readonly string[] {
  return rollouts
    .filter(({ file }) => file.startsWith(`${name}/`))
    .map(({ workload, answer }) => `${workload}: ${answer.code}${answer.code === 0 ? "" : ` ${answer.stderr}`}`)
    .toSorted();
}

function check(name: string, rollouts: readonly Rollout[]): LinterCheck {
  const good = rollouts.filter(({ answer }) => answer.code === 0);
  const looked = samples.map((sample): [string, number] => [
    sample.name,
    good.filter(({ file }) => file.startsWith(`${sample.name}/`)).length,
  ]);
  const bad = rollouts.filter(({ answer }) => answer.code !== 0);
  const findings = bad.map(({ file, workload, answer }) => ({
    file,
    rule: "rollout",
    message: `${workload}: ${answer.stderr}`,
  }));
  return { name, looked: new Map(looked), findings };
}
