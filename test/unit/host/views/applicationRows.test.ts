import { expect, test } from "vitest";
import { applicationRows } from "../../../../src/host/views/environments/model/applicationRows.ts";
import { deployment, environment, NOW } from "../support/world.ts";

const FILE = "file:///shop/tidegate.yaml";
const named = (name: string, pinned = false) =>
  environment([deployment(), deployment({ name: "worker" })], {
    key: { file: FILE, application: "shop", environment: name },
    pinned,
  });
const shop = {
  file: FILE,
  application: "shop",
  outdated: false,
  environments: [named("staging"), named("production", true)],
};

function tree(filter: string): string[] {
  return applicationRows([shop], { now: NOW, filter }).flatMap((application) =>
    (application.children?.() ?? []).flatMap((one) => [
      one.label,
      ...(one.children?.() ?? []).map(({ label }) => `- ${label}`),
    ]),
  );
}

test("pinned environments stand first, the others in file order", () => {
  expect(tree("")).toEqual(["production", "- web", "- worker", "staging", "- web", "- worker"]);
});

test("a filter that names an environment shows all of it", () => {
  expect(tree("stag")).toEqual(["staging", "- web", "- worker"]);
});

test("a filter that names a workload shows it in every environment", () => {
  expect(tree("work")).toEqual(["production", "- worker", "staging", "- worker"]);
});

test("a filter that names the application shows everything, and one that names nothing, nothing", () => {
  expect(tree("shop")).toHaveLength(6);
  expect(applicationRows([shop], { now: NOW, filter: "nothing" })).toEqual([]);
});

test("a broken file says that it shows what was there before", () => {
  const [row] = applicationRows([{ ...shop, outdated: true }], { now: NOW, filter: "" });
  expect(row).toMatchObject({ state: "failed", description: "tidegate.yaml has errors · showing what it said before" });
});
