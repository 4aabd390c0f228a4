import { describe, expect, it } from "vitest";
import { type SarifParts, toSarif } from "../../../../src/checks/files/sarif.ts";
import type { FileFinding } from "../../../../src/checks/files/finding.ts";
import { lineHashes } from "../../../../src/checks/files/lineHashes.ts";
import type { RunCommand } from "../../../../src/core/ports/command.ts";
import { checkingWith } from "../../../../src/engine/findings/checking.ts";
import { Fault } from "../../../../src/base/result.ts";
import type { Catalogue } from "../../../../src/scaffold/catalogue/catalogue.ts";
import { memoryTree } from "../../../support/memoryTree.ts";

const DIGEST = `sha256:${"b".repeat(64)}`;
const SEEN = { source: "https://example.com/", seen: "2026-11-21" };
const CATALOGUE: Catalogue = {
  version: 1,
  images: { "node:24.1.0": { ...SEEN, digest: DIGEST } },
  actions: {},
  tools: {},
  apiVersions: {},
  choices: {},
};

const NO_TEXTS: SarifParts = { version: "1.2.3", below: "", textOf: () => undefined };

const notInstalled: RunCommand = async ({ command }) => {
  throw new Fault("CommandMissing", `${command} was not found.`);
};

const FILES = {
  "api/Dockerfile": "FROM node:24.1.0\nCMD node server.js\n",
  "node_modules/x/Dockerfile": "FROM node\n",
  "charts/web/templates/deployment.yaml": "apiVersion: apps/v1\nkind: Deployment\nspec: {{ .Values.spec }}\n",
  "notes.yaml": "a: 1\n",
};

function checking(files: Readonly<Record<string, string>> = FILES) {
  return checkingWith({
    folder: "/shop",
    tree: memoryTree(files),
    run: notInstalled,
    catalogue: async () => CATALOGUE,
    below: async () => "",
  });
}

describe("checking a folder", () => {
  it("looks at files of a deployment, and at none that are kept for others or are filled in elsewhere", async () => {
    const { files, findings } = await checking().check({ linters: false });
    expect(files).toEqual([{ path: "api/Dockerfile", kind: "dockerfile" }]);
    expect(findings.map(({ rule }) => rule)).toEqual([
      "dockerfile/numeric-user",
      "dockerfile/pinned-image",
      "dockerfile/exec-form",
    ]);
  });

  it("mends by what the catalogue has seen", async () => {
    const { findings } = await checking().check({ linters: false });
    expect(findings[1]?.fixes[0]?.edits[0]?.text).toBe(`node:24.1.0@${DIGEST}`);
  });

  it("says which linters are not there", async () => {
    const { linters } = await checking().check({ linters: true });
    expect(linters).toEqual({ ran: [], missing: ["hadolint", "checkov", "trivy"], failed: [] });
  });

  it("finds what does not fit between files, with all else and alone", async () => {
    const compose = "services:\n  api:\n    build: ./api\n    ports: ['127.0.0.1:1:3000']\n";
    const files = { "compose.yaml": compose, "api/Dockerfile": "FROM scratch\nUSER 10001\nEXPOSE 8080\n" };
    const both = checking(files);
    const { findings } = await both.check({ linters: false });
    expect(findings.map(({ rule }) => rule)).toEqual(["objects/exposed-port"]);
    expect(await both.agreement()).toEqual(findings);
    const related = toSarif(findings, NO_TEXTS).runs[0]?.results?.[0]?.relatedLocations;
    expect(related).toMatchObject([
      {
        physicalLocation: { artifactLocation: { uri: "api/Dockerfile" }, region: { startLine: 3 } },
        message: { text: "exposes 8080" },
      },
    ]);
  });

  it("knows a text in an editor by its path, and others not at all", async () => {
    expect(await checking().inspect("notes.yaml", "a: 1\n")).toBeUndefined();
    expect(await checking().inspect("api/Dockerfile", "FROM node:24.1.0\n")).toHaveLength(1);
  });

  it("is told to code scanning by rule and region", async () => {
    const { findings, texts } = await checking().check({ linters: false });
    const log = toSarif(findings, { version: "1.2.3", below: "apps/my shop", textOf: (file) => texts.get(file) });
    expect(log.runs[0]?.tool.driver).toMatchObject({ name: "tidegate", version: "1.2.3" });
    const result = log.runs[0]?.results?.[1];
    expect(result).toMatchObject({ ruleId: "dockerfile/pinned-image", level: "note" });
    expect(result?.locations?.[0]?.physicalLocation).toMatchObject({
      artifactLocation: { uri: "apps/my%20shop/api/Dockerfile" },
      region: { startLine: 1, startColumn: 6, endLine: 1, endColumn: 17 },
    });
    expect(result?.partialFingerprints?.["primaryLocationLineHash"]).toBe(lineHashes(FILES["api/Dockerfile"])[0]);
    expect(log.runs[0]?.tool.driver.rules?.[result?.ruleIndex ?? -1]?.id).toBe("dockerfile/pinned-image");
  });

  it("gives code scanning all that it asks of a rule and a place, of other tools as well", () => {
    const range = { line: 2, column: 1, endLine: 2, endColumn: Number.MAX_SAFE_INTEGER };
    const rest = { severity: "error", file: "Dockerfile", range, message: "No.", fixes: [] } as const;
    const findings: readonly FileFinding[] = [
      { ...rest, tool: "tidegate", rule: "dockerfile/numeric-user", url: "https://example.com/" },
      { ...rest, tool: "hadolint", rule: "DL3008" },
    ];
    const { runs } = toSarif(findings, { ...NO_TEXTS, textOf: () => "FROM a\nUSER 0\n" });
    for (const { tool, results } of runs) {
      const [rule] = tool.driver.rules ?? [];
      const texts = [rule?.shortDescription?.text, rule?.fullDescription?.text, rule?.help?.text, rule?.help?.markdown];
      expect(texts.every((text) => text !== undefined && text !== "")).toBe(true);
      const region = results?.[0]?.locations?.[0]?.physicalLocation?.region;
      expect(region).toEqual({ startLine: 2, startColumn: 1, endLine: 2, endColumn: 7 });
    }
    expect(runs.map(({ tool }) => tool.driver.name)).toEqual(["tidegate", "hadolint"]);
  });
});
