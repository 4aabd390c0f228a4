import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { errorOutput, rolloutStatusOutput } from "../../../src/protocol/output.ts";
import { fileIn, tidegate } from "../../support/commandLine.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

/** A Deployment of two whose pods are all of the new revision; `available` of them. */
function deployment(name: string, available = 2): object {
  const labels = { app: name };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace: "shop", generation: 1 },
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name, image: `shop/${name}:1` }] } },
    },
    status: { observedGeneration: 1, replicas: 2, updatedReplicas: 2, readyReplicas: 2, availableReplicas: available },
  };
}

async function judged(text: string, ...more: readonly string[]): Promise<unknown> {
  const cwd = await temporaryFolder();
  const { code, out } = await tidegate(["rollout-status", "-f", "-", "--json", ...more], { cwd, input: text });
  return { code, reports: rolloutStatusOutput.parse(JSON.parse(out)).map((one) => `${one.name} ${one.status}`) };
}

describe("tidegate rollout-status", () => {
  it("judges a file, one line an object", async () => {
    const cwd = await temporaryFolder();
    await fileIn(cwd, "web.yaml", stringify(deployment("web")));
    const { code, out } = await tidegate(["rollout-status", "-f", "web.yaml"], { cwd });
    expect(out).toMatch(/^KIND .*\nDeployment\s+shop\/web\s+Current\s+.*2 of 2 updated and available\.\n$/u);
    expect(code).toBe(0);
  });

  it("judges a List and several documents from standard input", async () => {
    const items = [deployment("web"), deployment("worker", 1)];
    const reports = ["web Current", "worker InProgress"];
    expect(await judged(JSON.stringify({ apiVersion: "v1", kind: "List", items }))).toEqual({ code: 1, reports });
    expect(await judged(items.map((one) => stringify(one)).join("---\n"))).toEqual({ code: 1, reports });
  });

  it("judges several files together, one of them as Windows PowerShell writes it", async () => {
    const cwd = await temporaryFolder();
    const wide = Buffer.from(`\uFEFF${stringify(deployment("web"))}`, "utf16le");
    await writeFile(join(cwd, "web.yaml"), wide);
    await fileIn(cwd, "worker.yaml", stringify(deployment("worker", 1)));
    const { code, out } = await tidegate(["rollout-status", "-f", "web.yaml", "-f", "worker.yaml", "--json"], { cwd });
    const reports = rolloutStatusOutput.parse(JSON.parse(out)).map((one) => `${one.name} ${one.status}`);
    expect({ code, reports }).toEqual({ code: 1, reports: ["web Current", "worker InProgress"] });
    const { err } = await tidegate(["rollout-status", "-f", "web.yaml", "-f", "none.yaml"], { cwd });
    expect(err).toMatch(/^none\.yaml cannot be read: /u);
  });

  it("takes megabytes from a pipe", async () => {
    const items = Array.from({ length: 8000 }, (_one, index) => deployment(`web-${index}`));
    const text = JSON.stringify({ kind: "List", items });
    expect(text.length).toBeGreaterThan(3_000_000);
    expect(await judged(text)).toMatchObject({ code: 0 });
  });

  it.each([
    ["kind: A\nmetadata: {", "BadYaml", "Line 2"],
    ["just words", "NotAnObject", "has no kind"],
    ["", "Empty", "give Kubernetes objects"],
  ])("says what is wrong with %j", async (input, reason, words) => {
    const { code, out } = await tidegate(["rollout-status", "-f", "-", "--json"], { cwd: "/", input });
    const { error } = errorOutput.parse(JSON.parse(out));
    expect({ code, reason: error.reason }).toEqual({ code: 2, reason });
    expect(error.message).toContain(words);
  });

  it("names a file that is not there", async () => {
    const { code, err } = await tidegate(["rollout-status", "-f", "none.yaml"], { cwd: "/" });
    expect(code).toBe(2);
    expect(err).toMatch(/^none\.yaml cannot be read: .*\n$/u);
  });

  it.runIf(existsSync("/usr/bin/node"))("runs on the system's Node as well", async () => {
    const input = JSON.stringify(deployment("web"));
    const { code, out } = await tidegate(["rollout-status", "-f", "-"], { cwd: "/", input, node: "/usr/bin/node" });
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining("Current") });
  });
});
