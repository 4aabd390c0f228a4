import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  commonFolder,
  depthOf,
  folderOf,
  isAtOrBelow,
  joinPath,
  lastStep,
  parentOf,
  prefixOf,
  relativePath,
  resolved,
  stepsOf,
  wayUp,
} from "../../../src/base/treePath.ts";

const step = fc.constantFrom("a", "b", "ab", "a b", "é", ".github", "c.d", "..a");
const path = fc.array(step, { maxLength: 5 }).map(folderOf);
const file = fc.array(step, { minLength: 1, maxLength: 5 }).map(folderOf);

describe("a path of a tree", () => {
  it("is its parent with its last step", () => {
    fc.assert(
      fc.property(file, (one) => {
        expect(joinPath(parentOf(one), lastStep(one))).toBe(one);
      }),
    );
  });

  it.each([
    ["file", ".", "file", 1],
    ["a/b/file.ts", "a/b", "file.ts", 3],
    [".", ".", ".", 0],
  ])("%j lies in %j as %j, %i deep", (whole, parent, name, depth) => {
    expect(parentOf(whole)).toBe(parent);
    expect(lastStep(whole)).toBe(name);
    expect(depthOf(whole)).toBe(depth);
    expect(folderOf(stepsOf(whole))).toBe(whole);
  });
});

describe("a folder and what lies below it", () => {
  it.each([
    [".", "a/b", "a/b", "../.."],
    ["a", "a/b", "b", ".."],
    ["a", "a", ".", "."],
    [".", ".", ".", "."],
  ])("from %j, %j is %j and the way back %j", (folder, whole, inside, up) => {
    expect(isAtOrBelow(whole, folder)).toBe(true);
    expect(relativePath(folder, whole)).toBe(inside);
    expect(wayUp(whole, folder)).toBe(up);
    expect(joinPath(folder, inside)).toBe(whole);
  });

  it("goes by whole steps", () => {
    expect(isAtOrBelow("apps-old/web", "apps")).toBe(false);
    expect(relativePath("apps", "apps-old/web")).toBe("apps-old/web");
    expect(isAtOrBelow(".", "apps")).toBe(false);
  });

  it("leads there and back", () => {
    fc.assert(
      fc.property(path, path, (folder, inside) => {
        const whole = joinPath(folder, inside);
        expect(relativePath(folder, whole)).toBe(inside);
        expect(resolved(whole, wayUp(whole, folder))).toBe(folder);
        expect(whole === folder || whole.startsWith(prefixOf(folder))).toBe(true);
      }),
    );
  });
});

describe("the folder that two paths share", () => {
  it.each([
    ["a/b", "a/c", "a"],
    ["a/b", "a/b/c", "a/b"],
    ["a", "ab", "."],
    ["a", ".", "."],
    ["a/b", "a/b", "a/b"],
  ])("%j and %j is %j", (one, other, shared) => {
    expect(commonFolder(one, other)).toBe(shared);
    expect(commonFolder(other, one)).toBe(shared);
  });

  it("holds both, and no folder below it does", () => {
    fc.assert(
      fc.property(path, path, (one, other) => {
        const shared = commonFolder(one, other);
        expect(isAtOrBelow(one, shared) && isAtOrBelow(other, shared)).toBe(true);
        const below = stepsOf(relativePath(shared, one)).slice(0, 1);
        expect(below.some((next) => isAtOrBelow(other, joinPath(shared, next)))).toBe(false);
      }),
    );
  });
});

describe("a path that a file names", () => {
  it.each([
    [".", "a", "a"],
    ["a/b", "c.d/e", "a/b/c.d/e"],
    ["a", "./b", "a/b"],
    ["a", "..b", "a/..b"],
    ["a/b", "../c", "a/c"],
    ["a", "b//c/", "a/b/c"],
    ["a", "b/..", "a"],
    ["a", "..", "."],
    [".", ".", "."],
    ["a", "", "a"],
    ["./a", "b", "a/b"],
  ])("in %j, %j is %j from the root", (folder, inside, whole) => {
    expect(resolved(folder, inside)).toBe(whole);
  });

  it.each([
    ["a", "../.."],
    [".", "../a"],
    ["a", "/etc/passwd"],
  ])("in %j, %j is none", (folder, inside) => {
    expect(resolved(folder, inside)).toBeUndefined();
  });
});
