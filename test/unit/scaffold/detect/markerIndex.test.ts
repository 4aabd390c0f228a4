import { expect, it } from "vitest";
import type { Detector } from "../../../../src/scaffold/detect/detector.ts";
import { markerIndex } from "../../../../src/scaffold/detect/markerIndex.ts";

function marked(...markers: readonly string[]): Detector {
  return { ecosystem: "shell", markers, detect: async () => ({ is: "nothing", problems: [] }) };
}

it("tells which folders carry the marks of which detectors, by whole names and by endings", () => {
  const [node, dotnet, shop] = [marked("package.json"), marked("*.csproj", "*.fsproj"), marked("Shop.csproj")];
  const paths = [
    "package.json",
    "a/Shop.csproj",
    "a/.csproj",
    "a/my.package.json",
    "b/x.y.fsproj",
    "vendor/package.json",
  ];
  const index = markerIndex(paths, [node, dotnet, shop]);
  expect([...index]).toEqual([
    [".", [{ detector: node, path: "package.json" }]],
    [
      "a",
      [
        { detector: shop, path: "a/Shop.csproj" },
        { detector: dotnet, path: "a/Shop.csproj" },
      ],
    ],
    ["b", [{ detector: dotnet, path: "b/x.y.fsproj" }]],
  ]);
});
