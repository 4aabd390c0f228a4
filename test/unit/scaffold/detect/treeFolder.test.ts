import { describe, expect, it } from "vitest";
import { resolved, treeFolders } from "../../../../src/scaffold/detect/treeFolder.ts";
import { textStore } from "../../../../src/scaffold/detect/textStore.ts";
import { memoryTree } from "../../../support/memoryTree.ts";

describe("a path of a folder", () => {
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

describe("the files of a folder", () => {
  it("are those below it that are no other member's and that others did not write", () => {
    const paths = [
      "a/b/deep/file.ts",
      "a/b/package.json",
      "a/file.ts",
      "a/node_modules/x/index.js",
      "a/vendor/x.go",
      "c/file.ts",
      "vendor",
    ];
    const folders = treeFolders(paths, new Set(["a", "a/b"]), textStore(memoryTree({})));
    expect(folders.at("a/b").files).toEqual(["deep/file.ts", "package.json"]);
    expect(folders.at("a").files).toEqual(["file.ts"]);
    expect(folders.at(".").files).toEqual(["c/file.ts", "vendor"]);
    expect(folders.at("a").has("node_modules/x/index.js")).toBe(true);
  });
});
