import { rm } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { kubectl, mustKubectl } from "../support/controlPlane/kubectl.ts";
import { findKubectl } from "../support/kubectl.ts";
import { buildOverlays, type Manifests } from "../support/linters/render.ts";
import { type Sample, writeSamples } from "../support/linters/samples.ts";

const connection = inject("controlPlane");
let root: string;
let samples: readonly Sample[];
let overlays: readonly Manifests[];

beforeAll(async () => {
  ({ root, samples } = await writeSamples());
  overlays = await buildOverlays(findKubectl(), root, samples);
});

afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

describe("generated manifests on a real control plane", () => {
  it("stand up to its strict validation and roll out in production", async () => {
    const production = overlays.filter(({ what }) => what === "overlay production");
    expect(production.length).toBe(samples.filter(({ detection }) => detection.applications.length > 0).length);
    for (const { sample, file } of production) {
      const place = path.join(root, file);
      const namespace = `${sample}-production`;
      await mustKubectl(connection, ["create", "namespace", namespace]);
      const strict = ["apply", "--server-side", "--validate=strict", "--force-conflicts", "-f", place];
      await mustKubectl(connection, [...strict, "--dry-run=server"]);
      await mustKubectl(connection, strict);
      const names = await mustKubectl(connection, ["get", "deployments,statefulsets", "-n", namespace, "-o", "name"]);
      for (const name of names.trim().split("\n")) {
        const status = await kubectl(connection, ["rollout", "status", name, "-n", namespace, "--timeout=60s"]);
        expect(status, `${sample} ${name}`).toMatchObject({ code: 0 });
      }
      await mustKubectl(connection, ["delete", "namespace", namespace, "--wait=false"]);
    }
  });
});
