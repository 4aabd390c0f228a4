import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { fileTreeAt } from "../../../src/adapters/git/fileTree.ts";
import { runCommand } from "../../../src/adapters/process/command.ts";
import { detect } from "../../../src/scaffold/detect/detect.ts";
import { shortFacts } from "../../support/scaffold/shortFacts.ts";

const FIXTURES = fileURLToPath(new URL("../../fixtures", import.meta.url));
/** Workspaces that are about something else. */
const OTHERS = new Set(["good", "bad"]);
const names = readdirSync(path.join(FIXTURES, "workspaces")).filter((name) => !OTHERS.has(name));

describe("the facts of the sample workspaces", () => {
  it.each(names)("%s", async (name) => {
    const file = path.join(FIXTURES, "facts", `${name}.json`);
    expect(existsSync(file), `${file} says what is right`).toBe(true);
    const detection = await detect(fileTreeAt(path.join(FIXTURES, "workspaces", name), runCommand));
    expect(shortFacts(detection)).toEqual(JSON.parse(readFileSync(file, "utf8")));
  });

  it("has the same for the same tree", async () => {
    const folder = path.join(FIXTURES, "workspaces", "pnpm-monorepo");
    const [first, second] = await Promise.all([1, 2].map(() => detect(fileTreeAt(folder, runCommand))));
    expect(first).toEqual(second);
  });
});
