import { expect, it } from "vitest";
import { bareTemplate } from "../../../../src/core/rollout/template.ts";

const SPEC = { containers: [{ name: "web", image: "shop/web:1.9.0" }] };

it("takes away what controllers add and leaves the rest in its order, so that a diff shows only changes", () => {
  const annotations = { team: "shop" };
  const served = {
    metadata: { creationTimestamp: null, annotations, labels: { app: "web", "pod-template-hash": "h4" } },
    spec: SPEC,
    $patch: "replace",
  };
  const bare = { metadata: { annotations, labels: { app: "web" } }, spec: SPEC };
  expect(JSON.stringify(bareTemplate(served))).toBe(JSON.stringify(bare));
  const turned = { spec: SPEC, metadata: { labels: { app: "web" }, annotations } };
  expect(JSON.stringify(bareTemplate(turned))).toBe(JSON.stringify(turned));
});

it("leaves out metadata of which nothing remains", () => {
  const served = { metadata: { creationTimestamp: null, labels: { "pod-template-hash": "h4" } }, spec: SPEC };
  expect(bareTemplate(served)).toEqual({ spec: SPEC });
  expect(bareTemplate({ metadata: {}, spec: SPEC })).toEqual({ spec: SPEC });
  expect(bareTemplate(undefined)).toEqual({});
});
