import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fileWriterAt } from "../../../../src/adapters/storage/writeFiles.ts";
import { Fault } from "../../../../src/base/result.ts";
import { type Outside, refreshCatalogue } from "../../../../src/engine/scaffold/refreshCatalogue.ts";
import type { Catalogue } from "../../../../src/scaffold/catalogue/catalogue.ts";
import { manualProcesses } from "../../../support/manualProcesses.ts";
import { temporaryFolder } from "../../../support/temporaryFolder.ts";

const DAY = "2026-11-21";
const seen = { source: "https://example.com/", seen: "2026-01-01" };
const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;

const bundled: Catalogue = {
  version: 1,
  images: { "node:22.1": { ...seen, digest: digest("a") }, "go:1": { ...seen }, "unused:1": seen },
  actions: { "actions/checkout": { ...seen, version: "v5", commit: "c".repeat(40) } },
  tools: {},
  apiVersions: {},
  choices: { node: { default: "node:22.1" }, go: { default: "go:1" } },
};

const outside: Outside = {
  image: async (tag, known) => ({
    digest: tag === "node:22.1" ? (known ?? "") : digest("b"),
    source: "https://r.example/",
  }),
  action: () => Promise.reject(new Fault("ActionMissing", "There is no such tag.")),
};
const silent: Outside = {
  image: () => Promise.reject(new Fault("RegistryUnreachable", "Nobody answers.")),
  action: () => Promise.reject(new Fault("CommandFailed", "Nobody answers.")),
};

function writerAt(folder: string) {
  return fileWriterAt(folder, { processes: manualProcesses().as(1), nonce: () => "0f" });
}

describe("refreshing the catalogue", () => {
  it("writes what was seen as the workspace's own, and tells what changed and what was not seen", async () => {
    const folder = await temporaryFolder();
    const refreshed = await refreshCatalogue(bundled, writerAt(folder), outside, DAY);
    expect(refreshed).toMatchObject({
      changes: [{ name: "go:1", after: digest("b") }],
      unchanged: 1,
      failures: [{ name: "actions/checkout", message: "There is no such tag." }],
    });
    const written = JSON.parse(await readFile(join(folder, ".tidegate/catalogue.json"), "utf8"));
    expect(written.images).toEqual({
      "go:1": { source: "https://r.example/", seen: DAY, digest: digest("b") },
      "node:22.1": { source: "https://r.example/", seen: DAY, digest: digest("a") },
    });
  });

  it("writes the same bytes the second time", async () => {
    const folder = await temporaryFolder();
    await refreshCatalogue(bundled, writerAt(folder), outside, DAY);
    const before = await readFile(join(folder, ".tidegate/catalogue.json"), "utf8");
    expect((await refreshCatalogue(bundled, writerAt(folder), outside, DAY)).changes).toEqual([]);
    expect(await readFile(join(folder, ".tidegate/catalogue.json"), "utf8")).toBe(before);
  });

  it("writes nothing where nobody answers", async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, ".tidegate"));
    await writeFile(join(folder, ".tidegate/catalogue.json"), '{"version":1}');
    const { failures } = await refreshCatalogue(bundled, writerAt(folder), silent, DAY);
    expect(failures.map(({ name }) => name)).toEqual(["go:1", "node:22.1", "actions/checkout"]);
    expect(await readFile(join(folder, ".tidegate/catalogue.json"), "utf8")).toBe('{"version":1}');
  });
});
