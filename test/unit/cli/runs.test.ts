import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { appendEntry } from "../../../src/core/journal/appendEntry.ts";
import { encodeEntry } from "../../../src/core/journal/codec.ts";
import { emptyJournal } from "../../../src/core/journal/fold.ts";
import type { RunHolder } from "../../../src/core/ports/runStore.ts";
import { runOutput } from "../../../src/protocol/output.ts";
import { planned, requested, START } from "../core/support/samples.ts";
import { fakeCli } from "../../support/fakeCli.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

/** Shows a run that was asked for and whose journal then got this text behind its first line. */
async function shown(added: string, holder: RunHolder = "alive") {
  const cwd = await temporaryFolder();
  const environments = "environments: {live: {context: c, namespace: n, workloads: [deployment/web]}}";
  await writeFile(join(cwd, "tidegate.yaml"), `version: 1\napplications: {shop: {${environments}}}\n`);
  const folder = {
    read: async () => Buffer.from(`${firstLine()}\n${added}`),
    isKnown: async () => true,
    lastWritten: async () => undefined,
    holder: async () => holder,
  };
  const store = { open: async () => folder };
  const workspace = async () => ({ store }) as never;
  const { code, out, err } = await fakeCli(["runs", "41", "--json"], { cwd, workspace });
  const { problems, unwatched } = runOutput.parse(JSON.parse(out));
  return { code, problems, unwatched, err };
}

function firstLine(): string {
  const entry = appendEntry(emptyJournal(), requested(planned()), START);
  if (entry === undefined) throw new Error("no entry");
  return encodeEntry(entry);
}

describe("one run", () => {
  it("is not yet decided while it goes on", async () => {
    expect(await shown("")).toEqual({ code: 5, problems: [], unwatched: undefined, err: "" });
  });

  it("says so where nobody watches it, and how it goes on", async () => {
    const { code, unwatched, err } = await shown("", "none");
    expect({ code, unwatched }).toEqual({ code: 5, unwatched: true });
    expect(err).toContain("Run 41 has no runner: it does not go on");
    expect(err).toContain("tidegate resume 41");
    expect((await shown("", "elsewhere")).unwatched).toBeUndefined();
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
