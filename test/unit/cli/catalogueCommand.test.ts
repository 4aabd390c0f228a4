import { describe, expect, it } from "vitest";
import type { Refreshed } from "../../../src/scaffold/catalogue/refresh.ts";
import { openScaffolding } from "../../../src/scaffold.ts";
import { mirrorsIn } from "../../../src/cli/catalogueCommand.ts";
import { catalogueOutput, refreshOutput } from "../../../src/protocol/scaffoldOutput.ts";
import { errorOutput } from "../../../src/protocol/output.ts";
import { scaffoldCli, workspaceWith } from "../../support/scaffold/expressWorkspace.ts";

describe("tidegate catalogue list", () => {
  it("names every version with where and when it was seen", async () => {
    const { code, out } = await scaffoldCli(await workspaceWith(), ["catalogue", "list", "--json"]);
    const { entries } = catalogueOutput.parse(JSON.parse(out));
    expect(code).toBe(0);
    expect(new Set(entries.map(({ table }) => table))).toEqual(new Set(["images", "actions", "tools"]));
    expect(entries.find(({ name }) => name === "actions/checkout")).toMatchObject({
      table: "actions",
      version: expect.stringMatching(/^v\d/u),
      pin: expect.stringMatching(/^[0-9a-f]{40}$/u),
      source: expect.stringMatching(/^https:/u),
    });
  });

  it("is a table for people", async () => {
    const { code, out } = await scaffoldCli(await workspaceWith(), ["catalogue", "list"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^KIND +NAME +PIN +SEEN\n/u);
    expect(out).toMatch(/^image +node:\S+ +sha256:[0-9a-f]{12} +\d{4}-\d\d-\d\d$/mu);
  });

  it("says what is wrong with a workspace's own entries", async () => {
    const folder = await workspaceWith({ ".tidegate/catalogue.json": '{"version":2}' });
    const { code, out } = await scaffoldCli(folder, ["catalogue", "list", "--json"]);
    const { error } = errorOutput.parse(JSON.parse(out));
    expect({ code, ...error }).toMatchObject({
      code: 2,
      reason: "BadCatalogue",
      message: expect.stringContaining("catalogue.json"),
    });
  });
});

describe("tidegate catalogue refresh", () => {
  it("exits with 4 where nobody answers", async () => {
    const failures = [{ name: "go:1", message: "Nobody answers." }];
    const answers = { changes: [], unchanged: 0, overlay: { version: 1 }, failures } as const;
    const { code, out } = await refresh(["--registry-mirror", "http://127.0.0.1:1", "--json"], answers);
    expect({ code, output: refreshOutput.parse(JSON.parse(out)) }).toEqual({
      code: 4,
      output: { path: ".tidegate/catalogue.json", changes: [], unchanged: 0, failures },
    });
  });

  it("prints what changed, what did not, and what was not seen", async () => {
    const answers = {
      changes: [{ name: "node:24", after: "sha256:b" }],
      unchanged: 2,
      overlay: { version: 1 },
      failures: [{ name: "go:1", message: "Nobody answers." }],
    } as const;
    const { code, out, err } = await refresh([], answers);
    expect({ code, out, err }).toEqual({
      code: 0,
      out: "node:24: not pinned → sha256:b\n1 changed, 2 seen as they were, 1 not seen.",
      err: "go:1: Nobody answers.",
    });
  });

  it("reads mirrors by their registry, Docker Hub's without", () => {
    const hub = mirrorsIn("http://127.0.0.1:5000");
    expect(mirrorsIn("ghcr.io=https://mirror.test/", hub)).toEqual({
      "docker.io": "http://127.0.0.1:5000",
      "ghcr.io": "https://mirror.test/",
    });
    expect(() => mirrorsIn("mirror.test")).toThrow("Write an address");
  });
});

/** With these answers from the outside. */
async function refresh(args: readonly string[], refreshed: Refreshed) {
  const scaffolding = async (path: string) => ({ ...openScaffolding(path), refresh: async () => refreshed });
  return scaffoldCli(await workspaceWith(), ["catalogue", "refresh", ...args], { scaffolding });
}
