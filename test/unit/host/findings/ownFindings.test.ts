import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { ManualClock } from "../../../../src/base/clock.ts";
import { OwnFindings } from "../../../../src/host/findings/ownFindings.ts";
import { finding, linesOf, partOf, Typed } from "./support.ts";

function own(inspect = async (_path: string, text: string) => [finding(text)]) {
  const clock = new ManualClock();
  const shown: string[] = [];
  const log: string[] = [];
  const part = partOf({ inspect });
  const findings = new OwnFindings({
    clock,
    log: linesOf(log),
    part: part.load,
    show: (file, found) => shown.push(`${file.path}: ${found.map(({ rule }) => rule).join(",")}`),
  });
  return { clock, shown, log, part, findings };
}

describe("findings of open files", () => {
  it("are there at once when a file is opened", async () => {
    const { findings, shown } = own();
    findings.opened(new Typed("Dockerfile", "one"));
    await setImmediate();
    expect(shown).toEqual(["Dockerfile: one"]);
  });

  it("follow what is typed, once a while", async () => {
    const { findings, shown, clock } = own();
    const file = new Typed("Dockerfile", "one");
    for (const text of ["two", "three"]) {
      file.type(text);
      findings.changed(file);
      clock.advance(100);
    }
    await setImmediate();
    expect(shown).toEqual([]);
    clock.advance(200);
    await setImmediate();
    expect(shown).toEqual(["Dockerfile: three"]);
  });

  it("are never those of an earlier text", async () => {
    const waiting = Promise.withResolvers<void>();
    const { findings, shown } = own(async (_path, text) => {
      await waiting.promise;
      return [finding(text)];
    });
    const file = new Typed("Dockerfile", "one");
    findings.opened(file);
    const asked = findings.current(file);
    await setImmediate();
    file.type("two");
    waiting.resolve();
    expect(await asked).toEqual([]);
    expect(await findings.current(file)).toEqual([finding("two")]);
    expect(shown).toEqual([]);
  });

  it("of a file that was closed meanwhile are not shown", async () => {
    const { findings, shown } = own();
    const file = new Typed("Dockerfile", "one");
    findings.opened(file);
    findings.closed(file.key);
    await setImmediate();
    expect(shown).toEqual([]);
  });

  it("load no rules for a file that rules know nothing of", async () => {
    const { findings, part } = own();
    for (const path of ["notes.md", "tsconfig.json", "node_modules/a/Dockerfile", "values.yaml"]) {
      findings.opened(new Typed(path, "a: 1\n"));
      await setImmediate();
    }
    expect(part.loads()).toBe(0);
    findings.opened(new Typed("k8s/web.yaml", "apiVersion: v1\nkind: Pod\n"));
    await setImmediate();
    expect(part.loads()).toBe(1);
  });

  it("that cannot be had are told to the log", async () => {
    const { findings, log } = own(async () => {
      throw new Error("no");
    });
    const file = new Typed("Dockerfile", "one");
    findings.opened(file);
    await setImmediate();
    expect(log).toEqual(["error Dockerfile could not be checked."]);
    expect(await findings.current(file)).toEqual([]);
  });
});
