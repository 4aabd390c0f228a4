import { expect, test } from "vitest";
import { foreignAssetsNamed } from "../../../../src/core/readiness/assetsNamed.ts";

const pageWith = (...sources: readonly string[]): string =>
  sources.map((source) => `<script src="${source}"></script>`).join("");

test("names what a page loads from elsewhere, once each, by https where no scheme is named", () => {
  const page = pageWith(
    "//cdn.example.com/a.js",
    "https://cdn.example.com/a.js#top",
    "http://old.example.com?v=1&amp;w=2",
  );
  expect(foreignAssetsNamed(page)).toEqual(["https://cdn.example.com/a.js", "http://old.example.com?v=1&w=2"]);
});

test("names nothing of its own, nothing that signs in, nothing that is no address", () => {
  const page = pageWith("/own.js", "own.js", "data:text/javascript,1", "https://ann:word@cdn.example.com/a.js");
  expect(
    foreignAssetsNamed(`${page}${pageWith("https://", "https://a b.example.com/x", "ftp://example.com/x")}`),
  ).toEqual([]);
});
