import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Checking } from "../../../../src/engine/findings/checking.ts";
import { LintOnSave } from "../../../../src/host/findings/lintOnSave.ts";
import { finding, linesOf, partOf } from "./support.ts";

const FILE = { key: "file:///shop/Dockerfile", folder: "/shop", path: "Dockerfile", kind: "dockerfile" } as const;
const NOTHING = { findings: [], ran: [], missing: [], failed: [] };

function linting(lint: Checking["lint"]) {
  const shown: string[][] = [];
  const log: string[] = [];
  const lints = new LintOnSave({
    log: linesOf(log),
    part: partOf({ lint }).load,
    show: (_key, found) => shown.push(found.map(({ tool, rule }) => `${tool} ${rule}`)),
  });
  return { lints, shown, log };
}

describe("linters on save", () => {
  it("have their findings of the saved file shown, each under its own name", async () => {
    const findings = [finding("DL3006", "hadolint"), finding("DS001", "trivy"), finding("DS001", "trivy", "other")];
    const { lints, shown } = linting(async () => ({ ...NOTHING, findings }));
    await lints.saved(FILE);
    expect(shown).toEqual([["hadolint DL3006", "trivy DS001"]]);
  });

  it("that fail or are missing stand in the log alone", async () => {
    const failed = [{ linter: "checkov", message: "It ended with 2." }];
    const { lints, log, shown } = linting(async () => ({ ...NOTHING, failed, missing: ["trivy"] }));
    await lints.saved(FILE);
    expect(shown).toEqual([[]]);
    expect(log).toEqual([
      "warn checkov failed for Dockerfile: It ended with 2.",
      "debug Not installed, and so not asked: trivy.",
    ]);
  });

  it("give up an earlier run for the same file", async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const first = Promise.withResolvers<void>();
    const { lints, shown, log } = linting(async (_files, signal) => {
      signals.push(signal);
      if (signals.length > 1) return { ...NOTHING, findings: [finding("second", "hadolint")] };
      await first.promise;
      signal?.throwIfAborted();
      return NOTHING;
    });
    const runs = [lints.saved(FILE)];
    await setImmediate();
    runs.push(lints.saved(FILE));
    first.resolve();
    await Promise.all(runs);
    expect(signals.map((signal) => signal?.aborted)).toEqual([true, false]);
    expect(shown).toEqual([["hadolint second"]]);
    expect(log).toEqual([]);
  });

  it("show nothing of a file that was closed meanwhile", async () => {
    const { lints, shown } = linting(async () => NOTHING);
    const run = lints.saved(FILE);
    lints.stop(FILE.key);
    await run;
    expect(shown).toEqual([]);
  });
});
