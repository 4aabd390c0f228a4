import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { sha256Hex } from "../../../src/base/hash.ts";
import { appendEntry } from "../../../src/core/journal/appendEntry.ts";
import { encodeEntry } from "../../../src/core/journal/codec.ts";
import { emptyJournal } from "../../../src/core/journal/fold.ts";
import type { RunEvent } from "../../../src/core/run/event.ts";
import { verifyOutput } from "../../../src/protocol/output.ts";
import { fakeCli } from "../../support/fakeCli.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";
import { planned, requested, START } from "../core/support/samples.ts";

/** What is said of a journal of these bytes that stands in the place of run 7's; `last` is the line that was noted last. */
async function verified(text: string, last?: string) {
  const cwd = await temporaryFolder();
  const environments = "environments: {live: {context: c, namespace: n, workloads: [deployment/web]}}";
  await writeFile(join(cwd, "tidegate.yaml"), `version: 1\napplications: {shop: {${environments}}}\n`);
  const lastWritten = async () => (last === undefined ? undefined : sha256Hex(last));
  const folder = { run: "7", read: async () => Buffer.from(text), isKnown: async () => true, lastWritten };
  const store = { list: async () => ["7"], open: async () => folder };
  const workspace = async () => ({ store }) as never;
  const { code, out } = await fakeCli(["journal", "verify"], { cwd, workspace });
  const json = await fakeCli(["journal", "verify", "--json"], { cwd, workspace });
  const [run] = verifyOutput.parse(JSON.parse(json.out)).runs;
  return { codes: [code, json.code], out, ok: run?.ok, reasons: run?.problems.map(({ reason }) => reason) };
}

/** The first line of a run's journal, as Tidegate writes it. */
function begun(run: string): string {
  const entry = appendEntry(emptyJournal(), { ...requested(planned()), run } as RunEvent, START);
  if (entry === undefined) throw new Error("no entry");
  return `${encodeEntry(entry)}\n`;
}

it("a journal as it was written is unchanged, also where its last line was cut off", async () => {
  expect(await verified(begun("7"))).toMatchObject({ codes: [0, 0], ok: true, reasons: [] });
  expect(await verified(`${begun("7")}{"seq"`)).toMatchObject({ codes: [0, 0], ok: true, reasons: ["TornTail"] });
});

it.each(["", '{"seq":0'])("a journal that somebody has emptied is not taken for an unchanged one: %j", async (text) => {
  const { codes, out, ok, reasons } = await verified(text);
  expect({ codes, ok }).toEqual({ codes: [1, 1], ok: false });
  expect(out).toMatch(/^#7 BROKEN, 0 entries, head none\..* somebody has emptied this one\..*\.\n?$/u);
  expect(reasons?.at(-1)).toBe("Emptied");
});

it("the journal of another run is not taken for this one's, whole as it is", async () => {
  const { codes, out, ok, reasons } = await verified(begun("8"));
  expect({ codes, ok, reasons }).toEqual({ codes: [1, 1], ok: false, reasons: ["OtherRun"] });
  expect(out).toContain("this is the journal of run 8");
});

it("a journal whose end was cut off, line by line, is found by the note outside of it", async () => {
  const whole = begun("7");
  expect(await verified(whole, whole.trimEnd())).toMatchObject({ codes: [0, 0], reasons: [] });
  const { codes, out, reasons } = await verified(whole, "a later line");
  expect({ codes, reasons }).toEqual({ codes: [1, 1], reasons: ["JournalRewritten"] });
  expect(out).toContain("was cut off or written anew");
});

it("a journal that cannot be read from its first line is not said to be emptied", async () => {
  expect(await verified("garbage\n")).toMatchObject({ codes: [1, 1], reasons: ["UnreadableLine"] });
});
