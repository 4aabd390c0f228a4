import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Checking } from "../../../../src/engine/findings/checking.ts";
import { AgreementFindings } from "../../../../src/host/findings/agreementFindings.ts";
import { finding, linesOf, partOf } from "./support.ts";

function agreeing(agreement: Checking["agreement"]) {
  const shown: string[] = [];
  const log: string[] = [];
  const part = partOf({ agreement });
  const findings = new AgreementFindings({
    log: linesOf(log),
    part: part.load,
    keyOf: (folder, path) => `${folder}/${path}`,
    publish: (key, found) => shown.push(`${key}: ${found.map(({ rule }) => rule).join(", ")}`),
  });
  return { findings, shown, log, loads: part.loads };
}

const one = finding("objects/selector", "tidegate", "service.yaml");
const other = finding("objects/exposed-port", "tidegate", "compose.yaml");

describe("what does not fit between files", () => {
  it("is not looked for before a person has asked", async () => {
    const { findings, shown, loads } = agreeing(async () => [one]);
    await findings.changed("/shop");
    expect([shown, loads()]).toEqual([[], 0]);
  });

  it("is looked for again when a file is saved, and what is mended goes", async () => {
    const { findings, shown } = agreeing(async () => [other]);
    findings.show("/shop", [one, one]);
    await findings.changed("/shop");
    expect(shown).toEqual([
      "/shop/service.yaml: objects/selector, objects/selector",
      "/shop/service.yaml: ",
      "/shop/compose.yaml: objects/exposed-port",
    ]);
    findings.clear();
    expect(shown.at(-1)).toBe("/shop/compose.yaml: ");
    await findings.changed("/shop");
    expect(shown).toHaveLength(4);
  });

  it("is looked for once more at the end of many saves", async () => {
    const first = Promise.withResolvers<void>();
    let asked = 0;
    const { findings, shown } = agreeing(async (signal) => {
      asked++;
      if (asked === 1) await first.promise;
      signal?.throwIfAborted();
      return [one];
    });
    findings.show("/shop", []);
    const runs = [findings.changed("/shop")];
    await setImmediate();
    runs.push(findings.changed("/shop"), findings.changed("/shop"));
    first.resolve();
    await Promise.all(runs);
    expect([asked, shown]).toEqual([2, ["/shop/service.yaml: objects/selector"]]);
  });

  it("stays as it was where it cannot be told", async () => {
    const { findings, shown, log } = agreeing(async () => {
      throw new Error("gone");
    });
    findings.show("/shop", [one]);
    await findings.changed("/shop");
    expect(shown).toHaveLength(1);
    expect(log).toEqual(["error What fits in /shop could not be found out."]);
  });
});
