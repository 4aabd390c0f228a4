import { describe, expect, it } from "vitest";
import type { FileFinding } from "../../../../src/checks/files/finding.ts";
import { ShownFindings } from "../../../../src/host/findings/shownFindings.ts";
import { finding } from "./support.ts";

function shown() {
  const now: Record<string, string> = {};
  const findings = new ShownFindings((key, found) => {
    now[key] = found.map(({ rule }) => rule).join(",");
  });
  return { now, findings };
}

const found = (entries: Record<string, readonly FileFinding[]>) => new Map(Object.entries(entries));

describe("what is shown", () => {
  it("of an open file goes when it is closed", () => {
    const { now, findings } = shown();
    findings.show("a", [finding("one")], true);
    expect(now).toEqual({ a: "one" });
    findings.close("a");
    expect(now).toEqual({ a: "" });
  });

  it("of a checked file stays, as it was saved last", () => {
    const { now, findings } = shown();
    findings.check(found({ a: [finding("one")], b: [] }), false);
    findings.show("a", [finding("two")], true);
    findings.show("a", [finding("three")], false);
    expect(now).toEqual({ a: "three", b: "" });
    findings.close("a");
    expect(now).toEqual({ a: "two", b: "" });
  });

  it("of an open file is not replaced by a check of what is on disk, unless it is meant to be", () => {
    const { now, findings } = shown();
    findings.show("a", [finding("typed")], false);
    findings.check(found({ a: [finding("disk")] }), false);
    expect(now).toEqual({ a: "typed" });
    findings.check(found({ a: [finding("disk")] }), true);
    expect(now).toEqual({ a: "disk" });
  });

  it("of an earlier check goes with the next one", () => {
    const { now, findings } = shown();
    findings.check(found({ a: [finding("one")] }), false);
    findings.check(found({ b: [finding("two")] }), false);
    expect(now).toEqual({ a: "", b: "two" });
  });

  it("goes with its file, and when findings are switched off", () => {
    const { now, findings } = shown();
    findings.check(found({ a: [finding("one")], b: [finding("two")] }), false);
    findings.forget("a");
    expect(now).toEqual({ a: "", b: "two" });
    findings.clear();
    expect(now).toEqual({ a: "", b: "" });
  });
});
