import { expect, test } from "vitest";
import { mergeCatalogues, readOverlay } from "../../../../src/scaffold/catalogue/readCatalogue.ts";
import { type Answer, applyRefresh, overlayText, planRefresh } from "../../../../src/scaffold/catalogue/refresh.ts";
import { ownCatalogue } from "../../../support/scaffold/catalogue.ts";

const TODAY = "2027-03-01";
const DIGEST = `sha256:${"b".repeat(64)}`;
const COMMIT = "c".repeat(40);
const source = "https://registry-1.docker.io/v2/library/node/manifests/24";

test("everything that is chosen is asked for, once and in order", () => {
  const catalogue = ownCatalogue();
  const plan = planRefresh(catalogue);
  const chosen = Object.values(catalogue.choices).flatMap((table) => Object.values(table));
  expect(plan.images).toEqual([...new Set(chosen)].toSorted());
  expect(plan.actions.map(({ name }) => name)).toEqual(Object.keys(catalogue.actions).toSorted());
});

test("answers become the workspace's own entries, which read back and win", () => {
  const catalogue = ownCatalogue();
  const tag = catalogue.choices["node"]?.["default"] ?? "";
  const answers: readonly Answer[] = [
    { is: "image", name: tag, digest: DIGEST, source },
    { is: "action", name: "actions/checkout", commit: COMMIT, source: "https://github.com/actions/checkout" },
    { is: "failed", name: "redis:8-alpine", message: "It could not be reached." },
  ];
  const { overlay, changes, failures } = applyRefresh(catalogue, undefined, answers, TODAY);
  expect(changes.map(({ name, after }) => [name, after])).toEqual([
    [tag, DIGEST],
    ["actions/checkout", COMMIT],
  ]);
  expect(failures).toEqual([{ name: "redis:8-alpine", message: "It could not be reached." }]);
  const merged = mergeCatalogues(catalogue, readOverlay(overlayText(overlay)));
  expect(merged.images[tag]).toMatchObject({ digest: DIGEST, seen: TODAY });
  expect(merged.actions["actions/checkout"]).toMatchObject({ commit: COMMIT, seen: TODAY });
  expect(merged.images["redis:8-alpine"]).toEqual(catalogue.images["redis:8-alpine"]);
});

test("what is seen again as it was is no change, and keeps its end of life", () => {
  const catalogue = ownCatalogue();
  const [name, image] = Object.entries(catalogue.images).find(([, one]) => one.endOfLife && one.digest) ?? [];
  if (name === undefined || image?.digest === undefined) throw new Error("No image has an end.");
  const answers: readonly Answer[] = [{ is: "image", name, digest: image.digest, source }];
  const { changes, unchanged, overlay } = applyRefresh(catalogue, undefined, answers, TODAY);
  expect({ changes, unchanged }).toEqual({ changes: [], unchanged: 1 });
  expect(overlay.images?.[name]?.endOfLife).toBe(image.endOfLife);
});

test("a person's own entries and choices outlive a refresh", () => {
  const before = readOverlay(
    JSON.stringify({
      version: 1,
      images: { "mine:1": { source: "https://example.com/mine", seen: "2026-01-01" } },
      choices: { node: { "24": "mine:1" } },
    }),
  );
  const catalogue = mergeCatalogues(ownCatalogue(), before);
  const { overlay } = applyRefresh(catalogue, before, [], TODAY);
  expect(overlay.images).toEqual(before.images);
  expect(overlay.choices).toEqual(before.choices);
});
