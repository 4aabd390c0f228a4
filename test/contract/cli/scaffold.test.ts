import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { detectOutput, scaffoldOutput } from "../../../src/protocol/scaffoldOutput.ts";
import { tidegate } from "../../support/commandLine.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const SAMPLE = "test/fixtures/workspaces/node-express";
const KINDS = "dockerfile,compose,kubernetes,helm,github-actions,gitlab-ci";

async function sample(): Promise<string> {
  const cwd = await temporaryFolder();
  await cp(SAMPLE, cwd, { recursive: true });
  return cwd;
}

describe("the built command line", () => {
  it("detects an application", async () => {
    const { code, out, err } = await tidegate(["detect", ".", "--json"], { cwd: await sample() });
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const { applications } = detectOutput.parse(JSON.parse(out));
    expect(applications.map(({ framework, runtime }) => [framework, runtime])).toEqual([["express", "node"]]);
  });

  it("writes for it with the templates and the catalogue beside it, and changes nothing the second time", async () => {
    const cwd = await sample();
    const args = ["scaffold", ".", "--kind", KINDS, "--yes", "--json"];
    const first = await tidegate(args, { cwd });
    expect(first.code).toBe(0);
    const { written } = scaffoldOutput.parse(JSON.parse(first.out));
    expect(written).toContain("Dockerfile");
    expect(await readFile(join(cwd, "Dockerfile"), "utf8")).toMatch(/^FROM \S+:\S+@sha256:[0-9a-f]{64}/mu);
    const second = scaffoldOutput.parse(JSON.parse((await tidegate(args, { cwd })).out));
    expect(second).toMatchObject({ written: [], conflicts: [], skipped: [], unchanged: written });
  });

  it("lists the catalogue", async () => {
    const { code, out } = await tidegate(["catalogue", "list"], { cwd: "/" });
    expect({ code, head: out.slice(0, 4) }).toEqual({ code: 0, head: "KIND" });
  });
});
