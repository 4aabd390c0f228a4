import { describe, expect, it } from "vitest";
import { pause, restart, resume, scale, setImage } from "../../../../src/core/rollout/operations.ts";
import type { ControllerRevision } from "../../../../src/core/rollout/objects.ts";
import { notRestored, restorePatch } from "../../../../src/core/rollout/restore.ts";
import {
  controllerHistory,
  currentRevision,
  deploymentHistory,
  findRevision,
  previousRevision,
  revisionOf,
} from "../../../../src/core/rollout/revisions.ts";
import { templateHash } from "../../../../src/core/rollout/template.ts";
import type { Result } from "../../../../src/base/result.ts";
import { deployment, replicaSet, statefulSet, template } from "./samples.ts";

const OLD = "registry.local/shop/web:1.8.2";
const reasonOf = (result: Result<unknown>): string => (result.ok ? "ok" : result.error.reason);

describe("the history of a Deployment", () => {
  const sets = [replicaSet(3, OLD), replicaSet(4)];

  it("has its ReplicaSets newest first, the current marked", () => {
    const history = deploymentHistory(deployment(), [...sets, { ...replicaSet(9), metadata: { name: "foreign" } }]);
    expect(history.map(({ number, current, images }) => [number, current, images["web"]])).toEqual([
      [4, true, "registry.local/shop/web:1.9.0"],
      [3, false, OLD],
    ]);
    expect(currentRevision(history)?.name).toBe("web-hash4");
    expect(previousRevision(history)?.number).toBe(3);
  });

  it("takes the oldest of equal templates for the current one", () => {
    const history = deploymentHistory(deployment(), [replicaSet(5, undefined, "later"), replicaSet(4)]);
    expect(currentRevision(history)?.name).toBe("web-hash4");
  });

  it("finds a revision by its template, which the hash label does not change", () => {
    const history = deploymentHistory(deployment(), sets);
    expect(revisionOf(history, template(OLD))?.number).toBe(3);
    expect(templateHash(template(OLD, "x"))).toBe(templateHash(template(OLD)));
  });

  it("finds a revision under a number it had before", () => {
    const renumbered = replicaSet(4);
    renumbered.metadata.annotations = {
      ...renumbered.metadata.annotations,
      "deployment.kubernetes.io/revision-history": "1,2",
    };
    const history = deploymentHistory(deployment(), [renumbered]);
    expect(findRevision(deployment(), history, { number: 2 })).toMatchObject({ ok: true, value: { number: 4 } });
  });

  it("says when the history has dropped a revision", () => {
    const history = deploymentHistory(deployment(), sets);
    const lost = findRevision(deployment({ revisionHistoryLimit: 2 }), history, { number: 1 });
    expect(!lost.ok && lost.error.message).toBe(
      "Revision 1 of web is no longer kept: revisionHistoryLimit is 2, and the cluster has revisions 3, 4. " +
        "Choose one of those, or deploy the image of revision 1 again.",
    );
  });
});

describe("the history of a StatefulSet", () => {
  it("comes from its ControllerRevisions, whose templates are patches", () => {
    const owner = { apiVersion: "apps/v1", kind: "StatefulSet", name: "db", uid: "uid-db", controller: true };
    const recorded = (revision: number, image: string): ControllerRevision => ({
      metadata: { name: `db-${revision}`, namespace: "shop", ownerReferences: [owner] },
      revision,
      data: { spec: { template: { ...template(image), $patch: "replace" } as never } },
    });
    const history = controllerHistory(statefulSet(), [recorded(1, OLD), recorded(2, "registry.local/shop/web:1.9.0")]);
    expect(history.map(({ number, current }) => [number, current])).toEqual([
      [2, true],
      [1, false],
    ]);
    expect(history[1]?.template).toEqual(template(OLD));
  });
});

describe("restoring a template", () => {
  const present = deployment();
  present.metadata.resourceVersion = "77";

  it("replaces the whole template of exactly the state that was read", () => {
    const patch = restorePatch(present, template(OLD, "hash3"), { "kubernetes.io/change-cause": "1.8.2" });
    expect(patch).toEqual({
      ok: true,
      value: {
        type: "json",
        body: [
          { op: "replace", path: "/metadata/uid", value: "uid-web" },
          { op: "replace", path: "/metadata/resourceVersion", value: "77" },
          { op: "replace", path: "/spec/template", value: template(OLD) },
          {
            op: "add",
            path: "/metadata/annotations",
            value: { "deployment.kubernetes.io/revision": "4", "kubernetes.io/change-cause": "1.8.2" },
          },
        ],
      },
    });
  });

  it("is refused for a paused Deployment and needless for the template that runs", () => {
    expect(reasonOf(restorePatch(deployment({ paused: true }), template(OLD)))).toBe("Paused");
    expect(reasonOf(restorePatch(present, template(undefined, "hash4")))).toBe("NothingToDo");
  });

  it("names what it will not bring back", () => {
    const before = template(OLD);
    before.spec!.containers[0]!["envFrom"] = [{ configMapRef: { name: "web-config" } }];
    before.spec!["volumes"] = [{ name: "tls", secret: { secretName: "web-tls" } }];
    expect(notRestored(present, before).slice(0, 2)).toEqual([
      "The number of pods stays at 3.",
      "The contents of ConfigMap web-config, Secret web-tls stay as they are now.",
    ]);
  });
});

describe("an operation", () => {
  it("sets one container's image on the state that was read", () => {
    const present = deployment();
    present.metadata.resourceVersion = "77";
    expect(setImage(present, "web", OLD)).toEqual({
      ok: true,
      value: {
        type: "strategic",
        body: {
          metadata: { uid: "uid-web", resourceVersion: "77" },
          spec: { template: { spec: { containers: [{ name: "web", image: OLD }] } } },
        },
      },
    });
  });

  it("says why it cannot be done", () => {
    expect(reasonOf(setImage(deployment(), "gone", OLD))).toBe("NoSuchContainer");
    expect(reasonOf(setImage(deployment(), "web", "registry.local/shop/web:1.9.0"))).toBe("NothingToDo");
    expect(reasonOf(restart(deployment({ paused: true }), 0))).toBe("Paused");
    expect(reasonOf(scale(deployment(), 3))).toBe("NothingToDo");
    expect(reasonOf(scale(deployment(), 1.5))).toBe("BadNumber");
    expect(reasonOf(resume(deployment()))).toBe("NothingToDo");
    expect(reasonOf(pause(deployment({ paused: true })))).toBe("NothingToDo");
  });

  it("restarts by the annotation kubectl uses", () => {
    expect(restart(deployment(), 0)).toMatchObject({
      value: {
        body: {
          spec: {
            template: {
              metadata: { annotations: { "kubectl.kubernetes.io/restartedAt": "1970-01-01T00:00:00.000Z" } },
            },
          },
        },
      },
    });
  });
});
