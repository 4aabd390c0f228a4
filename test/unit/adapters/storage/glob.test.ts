import fc from "fast-check";
import { matchesGlob } from "node:path";
import { describe, expect, it } from "vitest";
import { beginning, isMeant, parseGlob, step } from "../../../../src/adapters/storage/glob.ts";

function means(text: string, path: string): boolean {
  return parseGlob(text).some((glob) => {
    let at = beginning(glob);
    for (const name of path.split("/")) at = step(glob, at, name);
    return isMeant(glob, at);
  });
}

describe("a glob", () => {
  it.each([
    ["reports/*.xml", "reports/unit.xml", true],
    ["reports/*.xml", "reports/deep/unit.xml", false],
    ["reports/**/*.xml", "reports/unit.xml", true],
    ["reports/**/*.xml", "reports/a/b/unit.xml", true],
    ["**/TEST-*.xml", "a/target/TEST-x.xml", true],
    ["coverage/{lcov.info,cobertura.xml}", "coverage/cobertura.xml", true],
    ["reports/**", "reports/a/b", true],
    ["reports/**", "reports", false],
    ["*.xml", ".hidden.xml", false],
    ["a?.xml", "a1.xml", true],
    ["./a.xml", "a.xml", true],
  ])("%s means %s: %s", (text, path, expected) => {
    expect(means(text, path)).toBe(expected);
  });

  it.each(["../a.xml", "/etc/*", "C:/a", "a/../../b", "{a", "a}", "a[b].xml", "", "x".repeat(600)])(
    "%s is refused",
    (text) => {
      expect(() => parseGlob(text)).toThrow(expect.objectContaining({ reason: "BadGlob" }));
    },
  );

  it("means what Node's own matcher says it means", () => {
    const name = fc.stringMatching(/^[ab.]{1,4}$/u).filter((one) => !/^\.+$/u.test(one));
    const segment = fc.oneof(
      fc.constant("**"),
      fc.stringMatching(/^[ab*?]{1,4}$/u).filter((one) => !one.includes("**")),
    );
    const globs = fc.array(segment, { minLength: 1, maxLength: 4 }).map((all) => all.join("/"));
    const paths = fc.array(name, { minLength: 1, maxLength: 4 }).map((all) => all.join("/"));
    fc.assert(
      fc.property(globs, paths, (glob, path) => {
        expect(means(glob, path)).toBe(matchesGlob(path, glob));
      }),
      { numRuns: 2000 },
    );
  });

  it("never takes exponential time", () => {
    expect(means(`${"*a".repeat(100)}*b`, "a".repeat(250))).toBe(false);
    expect(() => parseGlob("{a,b}".repeat(10))).toThrow(expect.objectContaining({ reason: "BadGlob" }));
  });
});
