import { expect, test } from "vitest";
import { FactsCache } from "../../../../src/host/views/environments/model/factsCache.ts";
import { deployment, objectsOf, pod, replicaSet } from "../support/world.ts";

const set = replicaSet();
const web = deployment();
const worker = deployment({ name: "worker" });

test("only the workload that an object belongs to is judged anew", () => {
  const cache = new FactsCache();
  const before = cache.read(objectsOf(web, worker, set, pod(set, "a")), undefined);
  const after = cache.read(objectsOf(web, worker, set, pod(set, "b")), undefined);
  expect(after.map((facts, index) => facts === before[index])).toEqual([false, true]);
});

test("the file's list picks and orders the workloads", () => {
  const named = ["deployment/worker", "deployment/web", "deployment/gone"];
  expect(new FactsCache().read(objectsOf(web, worker), named).map(({ name }) => name)).toEqual(["worker", "web"]);
});

test("what another object controls is left out, unless the file names it", () => {
  const owned = {
    ...web,
    metadata: {
      ...web.metadata,
      ownerReferences: [{ apiVersion: "v1", kind: "App", name: "x", uid: "x", controller: true }],
    },
  };
  expect(new FactsCache().read(objectsOf(owned), undefined)).toEqual([]);
  expect(new FactsCache().read(objectsOf(owned), ["deployment/web"])).toHaveLength(1);
});
