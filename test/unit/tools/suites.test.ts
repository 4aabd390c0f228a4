import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../../../tools/bootstrap.mjs";
import { tiers } from "../../../tools/tiers.ts";

test("every tier has its launch entry in the editor", async () => {
  const launch = await readFile(join(root, ".vscode", "launch.json"), "utf8");
  const { configurations } = JSON.parse(launch) as { configurations: { args?: string[]; program?: string }[] };
  const projects = configurations.flatMap(({ args = [] }) => args.slice(args.indexOf("--project") + 1).slice(0, 1));
  expect(tiers.map(({ name }) => name).filter((name) => !projects.includes(name))).toEqual([]);
  expect(configurations.some(({ program }) => program?.endsWith("tools/testDesktop.ts"))).toBe(true);
});

test("every tier has its row in what contributors read", async () => {
  const page = await readFile(join(root, "CONTRIBUTING.md"), "utf8");
  expect(tiers.map(({ name }) => name).filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});
