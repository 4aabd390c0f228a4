import { expect, test } from "vitest";
import { parseConfig } from "../../../../src/core/config/parseConfig.ts";
import { initialConfig } from "../../../../src/core/config/initialConfig.ts";
import { offeredVersions, type Sighting } from "../../../../src/host/commands/deploy/versions.ts";
import { environmentNames, initialChoices, soundsLikeProduction } from "../../../../src/engine/initialize/choices.ts";
import { NOW } from "../support/world.ts";

const place = (context: string, namespace: string) => ({ context, namespace, guessed: undefined });
const seen = (image: string, rest: Partial<Sighting> = {}): Sighting => ({
  image,
  environment: undefined,
  current: false,
  at: NOW,
  ...rest,
});

test("versions are offered newest first, the current one last, with where they run", () => {
  const sightings = [
    seen("shop/web:1.8.2", { current: true, at: undefined }),
    seen("shop/web:1.8.1", { at: NOW - 2 }),
    seen("shop/web:1.9.0", { environment: "staging", at: NOW - 1 }),
  ];
  expect(
    offeredVersions(sightings, ["shop/web:1.8.2"]).map(({ label, runsIn, current }) => [label, runsIn, current]),
  ).toEqual([
    ["1.9.0", ["staging"], false],
    ["1.8.1", [], false],
    ["1.8.2", [], true],
  ]);
});

test("versions of other images are not offered", () => {
  expect(offeredVersions([seen("redis:7.4")], ["shop/web:1.8.2"])).toEqual([]);
});

test("a digest is offered whole and shown short", () => {
  const digest = `sha256:${"a".repeat(64)}`;
  expect(offeredVersions([seen(`shop/web@${digest}`)], ["shop/web:1"])[0]).toMatchObject({
    version: digest,
    label: `sha256:${"a".repeat(12)}`,
  });
});

test("environments are named by what tells them apart", () => {
  expect(environmentNames([place("kind", "shop-staging"), place("kind", "shop-production")], "shop")).toEqual([
    "staging",
    "production",
  ]);
  expect(environmentNames([place("eu", "shop"), place("us", "shop")], "shop")).toEqual(["eu", "us"]);
  expect(environmentNames([place("eu", "a"), place("eu", "b"), place("us", "a")], "x")).toEqual([
    "eu-a",
    "eu-b",
    "us-a",
  ]);
});

test.each(["prod", "shop-production", "eu/live", "my.prod.eu"])("%s sounds like production", (name) => {
  expect(soundsLikeProduction(name)).toBe(true);
});

test.each(["product-catalogue", "reproduce", "staging", "delivery"])("%s does not", (name) => {
  expect(soundsLikeProduction(name)).toBe(false);
});

test("what Initialize writes can be read, and names workloads only where some were left out", () => {
  const [staging, production] = [
    place("arn:aws:eks:eu/x", "shop-staging"),
    place("arn:aws:eks:eu/x", "shop-production"),
  ];
  const found = [staging, production].flatMap((one) =>
    ["deployment/web", "deployment/worker"].map((workload) => ({ place: one, workload })),
  );
  const gathered = {
    application: "shop",
    contexts: ["arn:aws:eks:eu/x"],
    namespaces: [staging, production],
    workloads: found.filter((one) => one.place === staging || one.workload === "deployment/web"),
    production: ["production"],
  };
  const text = initialConfig(initialChoices(gathered, found));
  const { config, diagnostics } = parseConfig(text);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const environments = config?.applications["shop"]?.environments;
  expect([environments?.["staging"]?.workloads, environments?.["production"]?.workloads]).toEqual([
    undefined,
    ["deployment/web"],
  ]);
  expect(environments?.["production"]?.production).toBe(true);
  const named = parseConfig(text.replace("# workloads:", "workloads:")).config?.applications["shop"]?.environments;
  expect(named?.["staging"]?.workloads).toEqual(["deployment/web", "deployment/worker"]);
});
