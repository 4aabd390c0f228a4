import { expect, test } from "vitest";
import { ManualClock } from "../../../../src/base/clock.ts";
import { Emitter } from "../../../../src/base/event.ts";
import { ClusterPool } from "../../../../src/host/clusters/clusterPool.ts";
import { EnvironmentWatches, type Place } from "../../../../src/host/clusters/environmentWatches.ts";
import { IDLE } from "../../../../src/host/clusters/environmentSnapshot.ts";
import { kubeconfigPaths } from "../../../../src/host/clusters/kubeconfigPaths.ts";
import { fakeCluster } from "../support/fakeCluster.ts";

const STAGING: Place = { context: "kind", namespace: "staging" };
const PRODUCTION: Place = { context: "kind", namespace: "production" };

function opened() {
  const open: string[] = [];
  const clock = new ManualClock();
  const watches = new EnvironmentWatches({
    clock,
    keepMs: () => 120_000,
    watch({ namespace }) {
      open.push(namespace);
      return {
        snapshot: IDLE,
        onChange: new Emitter<void>().event,
        dispose: () => void open.splice(open.indexOf(namespace), 1),
      };
    },
  });
  return { open, clock, watches };
}

test("nothing is watched before somebody looks", () => {
  const { open, watches } = opened();
  watches.want([STAGING]);
  expect(open).toEqual([]);
  watches.look(true);
  expect(open).toEqual(["staging"]);
});

test("two environments of one namespace share its watch, and one that is no longer named is closed", () => {
  const { open, watches } = opened();
  watches.want([STAGING, STAGING, PRODUCTION]);
  watches.look(true);
  expect(open).toEqual(["staging", "production"]);
  watches.want([PRODUCTION]);
  expect(open).toEqual(["production"]);
});

test("watches outlive a short look away and not a long one", () => {
  const { open, clock, watches } = opened();
  watches.want([STAGING]);
  watches.look(true);
  watches.look(false);
  clock.advance(119_000);
  watches.look(true);
  clock.advance(600_000);
  expect(open).toEqual(["staging"]);
  watches.look(false);
  clock.advance(120_000);
  expect(open).toEqual([]);
});

test("a context is connected once, and again after it failed or was reset", async () => {
  let made = 0;
  const pool = new ClusterPool(
    () => ((made += 1), made === 1 ? Promise.reject(new Error("no")) : Promise.resolve(fakeCluster())),
  );
  await expect(pool.get("kind")).rejects.toThrow("no");
  expect(await pool.get("kind")).toBe(await pool.get("kind"));
  pool.reset();
  await pool.get("kind");
  expect(made).toBe(3);
});

test("the setting wins over KUBECONFIG, which wins over the home folder; the embedded cluster comes last", () => {
  const env = { HOME: "/home/ann", KUBECONFIG: "/a:/b" };
  expect(kubeconfigPaths({ setting: "~/own", env, sandbox: undefined })).toEqual(["/home/ann/own"]);
  expect(kubeconfigPaths({ setting: "", env, sandbox: "/s" })).toEqual(["/a", "/b", "/s"]);
  expect(kubeconfigPaths({ setting: " ", env: { HOME: "/home/ann" }, sandbox: undefined })).toEqual([
    "/home/ann/.kube/config",
  ]);
});
