import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { appendEntry } from "../../../src/core/journal/appendEntry.ts";
import { encodeEntry } from "../../../src/core/journal/codec.ts";
import { emptyJournal } from "../../../src/core/journal/fold.ts";
import { runOutput } from "../../../src/protocol/output.ts";
import { planned, requested, START } from "../core/support/samples.ts";
import { fakeCli } from "../../support/fakeCli.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

/** Shows a run that was asked for and whose journal then got this text behind its first line. */
async function shown(added: string) {
  const cwd = await temporaryFolder();
  const environments = "environments: {live: {context: c, namespace: n, workloads: [deployment/web]}}";
  await writeFile(join(cwd, "tidegate.yaml"), `version: 1\napplications: {shop: {${environments}}}\n`);
  const folder = { read: async () => Buffer.from(`${firstLine()}\n${added}`), isKnown: async () => true };
  const store = { open: async () => folder };
  const workspace = async () => ({ store }) as never;
  const { code, out } = await fakeCli(["runs", "41", "--json"], { cwd, workspace });
  return { code, problems: runOutput.parse(JSON.parse(out)).problems };
}

function firstLine(): string {
  const entry = appendEntry(emptyJournal(), requested(planned()), START);
  if (entry === undefined) throw new Error("no entry");
  return encodeEntry(entry);
}

describe("one run", () => {
  it("is not yet decided while it goes on", async () => {
    expect(await shown("")).toEqual({ code: 5, problems: [] });
  });

  it("is not well where its journal is broken, and says what to do", async () => {
    const { code, problems } = await shown('{"seq":1}\n');
    expect({ code, reasons: problems.map((one) => one.reason) }).toEqual({ code: 1, reasons: ["UnreadableLine"] });
    expect(problems[0]?.message).toMatch(/^Line 2: it is no journal entry: .*\. Restore the journal from a copy/u);
  });

  it("goes on where only the last line was cut off", async () => {
    const { code, problems } = await shown('{"seq":1');
    expect({ code, reasons: problems.map((one) => one.reason) }).toEqual({ code: 5, reasons: ["TornTail"] });
  });
});
