import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../../../tools/bootstrap.mjs";
import { packedPage } from "../../../tools/packedPage.ts";

test("the page of the packed extension points at nothing that is not packed", async () => {
  const readme = await readFile(join(root, "README.md"), "utf8");
  expect(readme).toContain("](docs/");
  const page = packedPage(readme);
  expect(page).not.toMatch(/\]\((?!https:)/u);
  expect(page).toContain("see docs/command-line.md.");
  expect(page.split("\n").filter((line) => line.startsWith("## "))).toEqual([
    "## Try it",
    "## What it does",
    "## Command line",
  ]);
  expect(page.endsWith("Its pages and pictures are in `docs` of the repository.\n\nMIT licence.\n")).toBe(true);
});

test("addresses on the web stay", () => {
  expect(packedPage("See [it](https://example.com/x).\n")).toBe("See [it](https://example.com/x).\n");
});
