import { describe, expect, it } from "vitest";
import { treeFolders } from "../../../../src/scaffold/detect/treeFolder.ts";
import { textStore } from "../../../../src/scaffold/detect/textStore.ts";
import { memoryTree } from "../../../support/memoryTree.ts";

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
