import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseConfig } from "../../../../src/core/config/parseConfig.ts";
import { exampleText } from "../../../../src/host/commands/exampleText.ts";

test("a first try asks for no commit where nothing is under version control", () => {
  const sample = readFileSync("media/sample/tidegate.yaml", "utf8");
  const { config, diagnostics } = parseConfig(exampleText(sample, "my-sandbox"));
  expect(diagnostics).toEqual([]);
  const { staging, production, audit } = config!.applications["shop"]!.environments;
  expect(staging!.gate).toEqual(["diff-reviewed"]);
  expect(production).toMatchObject({ context: "my-sandbox", gate: staging!.gate, approval: { required: 1 } });
  expect(audit!.context).toBe("my-sandbox");
});
