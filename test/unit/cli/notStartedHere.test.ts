import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runStoreAt } from "../../../src/adapters/storage/runStore.ts";
import { appendEntry } from "../../../src/core/journal/appendEntry.ts";
import { encodeEntry } from "../../../src/core/journal/codec.ts";
import { emptyJournal } from "../../../src/core/journal/fold.ts";
import { planned, requested, START } from "../core/support/samples.ts";
import { fakeCli } from "../../support/fakeCli.ts";
import { knownBeside } from "../../support/knownBeside.ts";
import { manualProcesses } from "../../support/manualProcesses.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const CONFIG = `version: 1
applications: {shop: {environments: {live: {context: c, namespace: n, workloads: [deployment/web]}}}}
`;

test.each([["resume"], ["approve", "--yes"], ["abort"]])(
  "%s is refused for a run that came with the folder",
  async (...args) => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, "tidegate.yaml"), CONFIG);
    const run = join(cwd, ".tidegate/runs/41");
    await mkdir(run, { recursive: true });
    const entry = appendEntry(emptyJournal(), requested(planned()), START);
    await writeFile(join(run, "journal.jsonl"), `${entry === undefined ? "" : encodeEntry(entry)}\n`);
    const store = runStoreAt(cwd, manualProcesses().as(1), knownBeside(cwd));
    const [command = "", ...options] = args;
    const { code, err } = await fakeCli([command, "41", ...options], {
      cwd,
      workspace: async () => ({ store }) as never,
    });
    expect({ code, err }).toEqual({ code: 3, err: expect.stringContaining("was not started by you on this machine") });
    expect(await readdir(run)).toEqual(["journal.jsonl"]);
  },
);
