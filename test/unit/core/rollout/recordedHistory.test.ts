import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type {
  ControllerRevision,
  Deployment,
  KubeObject,
  Pod,
  ReplicaSet,
  StatefulSet,
} from "../../../../src/core/rollout/objects.ts";
import { podWords } from "../../../../src/core/rollout/pod.ts";
import { readObjects } from "../../../../src/core/rollout/readObjects.ts";
import { restorePatch } from "../../../../src/core/rollout/restore.ts";
import {
  controllerHistory,
  currentRevision,
  deploymentHistory,
  findRevision,
  previousRevision,
} from "../../../../src/core/rollout/revisions.ts";

function recorded(name: string): <T extends KubeObject>(kind: string) => T[] {
  const read = readObjects(readFileSync(new URL(`../../../fixtures/states/${name}.yaml`, import.meta.url), "utf8"));
  const objects = read.ok ? read.value : [];
  return <T extends KubeObject>(kind: string) => objects.filter((object): object is T => object.kind === kind);
}

describe("a recorded Deployment that was rolled back", () => {
  const of = recorded("realDeploymentRolledBack");
  const [deployment] = of<Deployment>("Deployment");
  const history = deploymentHistory(deployment!, of<ReplicaSet>("ReplicaSet"));

  it("runs its first template under a new number, found also by the old one", () => {
    expect(history.map(({ number, earlierNumbers, images }) => [number, earlierNumbers, images["web"]])).toEqual([
      [3, [1], "registry.local/shop/web:1.8.2"],
      [2, [], "registry.local/shop/web:1.9.0-crash"],
    ]);
    expect(currentRevision(history)?.number).toBe(3);
    expect(findRevision(deployment!, history, { number: 1 })).toMatchObject({ value: { number: 3 } });
  });

  it("has nothing to do for its own template, and a patch for the other", () => {
    expect(restorePatch(deployment!, currentRevision(history)!.template)).toMatchObject({
      error: { reason: "NothingToDo" },
    });
    expect(restorePatch(deployment!, previousRevision(history)!.template).ok).toBe(true);
  });
});

describe("a recorded StatefulSet in the middle of an update", () => {
  const of = recorded("realStatefulSetPodCrashes");

  it("has its revisions, the new one current", () => {
    const history = controllerHistory(of<StatefulSet>("StatefulSet")[0]!, of<ControllerRevision>("ControllerRevision"));
    expect(history.map(({ number, current, images }) => [number, current, images["db"]])).toEqual([
      [2, true, "registry.local/shop/db:2-crash"],
      [1, false, "registry.local/shop/db:1"],
    ]);
  });

  it("says how its pods are", () => {
    const words = of<Pod>("Pod").map(podWords);
    expect(words.slice(0, 2)).toEqual(["ready", "ready"]);
    expect(words[2]).toMatch(/^CrashLoopBackOff · exit 1 · \d+ restarts?$/u);
  });
});
