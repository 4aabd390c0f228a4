import { expect, test } from "vitest";
import { ageWarnings } from "../../../../src/scaffold/catalogue/ageWarnings.ts";
import type { Catalogue } from "../../../../src/scaffold/catalogue/catalogue.ts";

const source = "https://example.com/lock";

function catalogueOf(tables: Partial<Catalogue>): Catalogue {
  return { version: 1, images: {}, actions: {}, tools: {}, apiVersions: {}, choices: {}, ...tables };
}

test("what was seen ninety days ago is fresh, and old the day after", () => {
  const catalogue = catalogueOf({ images: { "node:24": { source, seen: "2026-01-01" } } });
  expect(ageWarnings(catalogue, "2026-04-01")).toEqual([]);
  const [warning] = ageWarnings(catalogue, "2026-04-02");
  expect(warning?.reason).toBe("Old");
  expect(warning?.message).toContain("One version of the catalogue was last seen up to 91 days ago (node:24)");
});

test("many old entries make one warning, with the first few by name", () => {
  const actions = Object.fromEntries(
    [1, 2, 3, 4, 5, 6, 7].map((n) => [`acme/action-${n}`, { source, seen: "2025-01-01", version: "v1" }]),
  );
  const [warning, ...rest] = ageWarnings(catalogueOf({ actions }), "2026-11-21");
  expect(rest).toEqual([]);
  expect(warning?.entries).toHaveLength(7);
  expect(warning?.message).toContain("acme/action-5, and 2 more");
});

test("an image ends on the day its maintainers name", () => {
  const images = { "sdk:8": { source, seen: "2026-11-01", endOfLife: "2026-11-10" } };
  expect(ageWarnings(catalogueOf({ images }), "2026-11-09")).toEqual([]);
  expect(ageWarnings(catalogueOf({ images }), "2026-11-10").map(({ reason }) => reason)).toEqual(["EndOfLife"]);
});
