import fc from "fast-check";
import { expect, test } from "vitest";
import { reasonOf } from "../../../../src/base/result.ts";
import { mergeCatalogues, readCatalogue, readOverlay } from "../../../../src/scaffold/catalogue/readCatalogue.ts";
import { ownCatalogue, ownCatalogueText } from "../../../support/scaffold/catalogue.ts";

const SEEN = { source: "https://example.com/lock", seen: "2026-11-21" };
const DIGEST = `sha256:${"a".repeat(64)}`;

function faultOf(act: () => unknown): { reason: string; message: string } {
  try {
    act();
  } catch (error) {
    return { reason: reasonOf(error), message: String(error) };
  }
  return { reason: "none", message: "" };
}

test("the catalogue that is brought along has a default for every name, and an image for every choice", () => {
  const { images, choices } = ownCatalogue();
  expect(Object.keys(choices).filter((name) => choices[name]?.["default"] === undefined)).toEqual([]);
  const chosen = Object.values(choices).flatMap((table) => Object.values(table));
  expect(chosen.filter((tag) => images[tag] === undefined)).toEqual([]);
});

test("every action is known by its commit, with its version in full", () => {
  const all = Object.entries(ownCatalogue().actions);
  expect(all.filter(([, { commit }]) => commit === undefined)).toEqual([]);
  expect(all.filter(([, { version }]) => !/^v\d+\.\d+\.\d+$/u.test(version))).toEqual([]);
});

test("the catalogue is kept in order, so that a change to it is a small diff", () => {
  const { images, actions } = ownCatalogue();
  for (const table of [images, actions]) expect(Object.keys(table)).toEqual(Object.keys(table).toSorted());
});

test("what is no catalogue is told with its file and place", () => {
  const told = faultOf(() => readOverlay('{"version":1,"images":{"node:24":{"seen":"2026-11-21"}}}'));
  expect(told.reason).toBe("BadCatalogue");
  expect(told.message).toContain(".tidegate/catalogue.json");
  expect(told.message).toContain("images → node:24 → source");
});

test("any text is read or told as no catalogue", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(["none", "BadCatalogue"]).toContain(faultOf(() => readCatalogue(text, "catalogue.json")).reason);
    }),
  );
});

test.each([
  ["a digest that is none", { images: { "node:24": { ...SEEN, digest: "sha256:12" } } }],
  ["a source without https", { images: { "node:24": { ...SEEN, source: "http://example.com" } } }],
  ["a commit that is none", { actions: { "actions/checkout": { ...SEEN, version: "v7", commit: "main" } } }],
  ["a day that is none", { images: { "node:24": { ...SEEN, seen: "lately" } } }],
  ["a table that it does not have", { pictures: {} }],
])("%s is refused", (_what, tables) => {
  expect(faultOf(() => readOverlay(JSON.stringify({ version: 1, ...tables }))).reason).toBe("BadCatalogue");
});

test("a workspace's own entries stand over those brought along, and the rest stays", () => {
  const own = readOverlay(
    JSON.stringify({
      version: 1,
      images: { "mirror.example.com/node:24": { ...SEEN, digest: DIGEST } },
      choices: { node: { "24": "mirror.example.com/node:24" } },
    }),
  );
  const bundled = ownCatalogue();
  const merged = mergeCatalogues(bundled, own);
  expect(merged.choices["node"]).toEqual({ ...bundled.choices["node"], "24": "mirror.example.com/node:24" });
  expect(merged.choices["python"]).toEqual(bundled.choices["python"]);
  expect(merged.images["mirror.example.com/node:24"]?.digest).toBe(DIGEST);
  expect(mergeCatalogues(bundled, { version: 1 })).toEqual(bundled);
});

test("a choice of an image that nobody names is refused", () => {
  const own = readOverlay('{"version":1,"choices":{"node":{"24":"nobody/knows:1"}}}');
  const told = faultOf(() => mergeCatalogues(ownCatalogue(), own));
  expect(told.message).toContain("takes nobody/knows:1 for node 24");
});

test("names that objects have of their own are names like others", () => {
  const own = readOverlay(
    JSON.stringify({ version: 1, images: { "a:1": SEEN }, choices: { constructor: { default: "a:1" } } }),
  );
  const { choices } = mergeCatalogues(ownCatalogue(), own);
  expect(Object.entries(choices).find(([name]) => name === "constructor")?.[1]).toEqual({ default: "a:1" });
});

test("reading gives what the file says", () => {
  expect(JSON.parse(ownCatalogueText())).toEqual(ownCatalogue());
});
