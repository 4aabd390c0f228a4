import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { inspectAgreement } from "../../../../src/checks/files/agreement/inspectAgreement.ts";
import { fileKind } from "../../../../src/checks/files/fileKind.ts";
import { inspectFile } from "../../../../src/checks/files/inspectFile.ts";
import { cataloguePins } from "../../../../src/engine/findings/cataloguePins.ts";
import { catalogueSchema } from "../../../../src/scaffold/catalogue/catalogue.ts";
import { generatedFor } from "../../../support/linters/samples.ts";

const WORKSPACES = "test/fixtures/workspaces";
/** They hold no application, so that nothing is generated for them. */
const OTHERS = new Set(["good", "bad"]);
const pins = cataloguePins(catalogueSchema.parse(JSON.parse(readFileSync("media/catalogue.json", "utf8"))));

describe("what is generated keeps to the rules that files of others are held to", () => {
  it.for(readdirSync(WORKSPACES).filter((name) => !OTHERS.has(name)))("%s", async (name) => {
    const { files } = await generatedFor(path.join(WORKSPACES, name), name);
    const kinds = files.map(({ path: file, text }) => fileKind(file, text));
    const found = files.flatMap(({ path: file, text }, index) => {
      const kind = kinds[index];
      return kind === undefined ? [] : inspectFile(kind, file, text, pins);
    });
    const texts = files.map(({ path: file, text }, index) => ({ path: file, text, kind: kinds[index] }));
    const heavy = [...found, ...inspectAgreement(texts)].filter(({ severity }) => severity !== "info");
    expect(heavy.map(({ file, range, rule, message }) => `${file}:${range.line} ${rule}: ${message}`)).toEqual([]);
    expect(kinds).toEqual(expect.arrayContaining(["dockerfile", "manifest", "workflow", "compose"]));
  });
});
