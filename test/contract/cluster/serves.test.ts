import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { connect } from "../../../src/cluster.ts";
import type { Cluster } from "../../../src/core/rollout/cluster.ts";
import { type Kind, KINDS } from "../../../src/core/rollout/kinds.ts";
import "../../support/clusterUnderTest/provided.ts";

let nobody: Cluster;

beforeAll(async () => {
  nobody = await connect("nobody", { kubeconfig: [inject("clusterUnderTest").kubeconfig] });
});
afterAll(() => nobody.dispose());

it.each([
  ["a core kind", KINDS.Pod, true],
  ["a kind of a group", KINDS.Deployment, true],
  ["a group that is not there", { apiVersion: "nowhere.example/v1", kind: "Thing", plural: "things" }, false],
  ["a kind that is not in its group", { apiVersion: "apps/v1", kind: "Thing", plural: "things" }, false],
] satisfies [string, Kind, boolean][])("who may read nothing still learns of %s", async (_what, kind, served) => {
  expect(await nobody.serves(kind)).toBe(served);
});
