import { describe, expect, test } from "vitest";
import { withImages } from "../../../../src/engine/change/setImages.ts";
import { refuseChanged, refuseOther, subjectOf } from "../../../../src/engine/change/subject.ts";
import type { Changeable } from "../../../../src/engine/change/workloads.ts";
import type { Release } from "../../../../src/core/run/release.ts";
import { deploymentOf } from "../../../support/workloads.ts";

const WEB = { kind: "Deployment", name: "web" } as const;
const SET = { type: "set-image", workload: WEB, images: { app: "shop/web:2.0.0" } } as const;
const POINT = { revision: "1", templateHash: "x", images: {} };

const made = deploymentOf({ name: "web", namespace: "shop" });
const planned: Changeable = { ...made, metadata: { ...made.metadata, uid: "u-1" } };
const release = { context: "prod", subjects: [subjectOf(WEB, planned)] } as unknown as Release;
const anew: Changeable = { ...planned, metadata: { ...planned.metadata, uid: "u-2" } };
const changed: Changeable = {
  ...planned,
  spec: { ...planned.spec, template: withImages(planned.spec.template, { app: "shop/web:1.9.9" }) },
};

describe("what a run was planned for", () => {
  test("is let through", () => {
    expect(() => refuseOther(release, WEB, planned)).not.toThrow();
    expect(() => refuseChanged(release, SET, planned)).not.toThrow();
  });

  test("is not another object of the same name", () => {
    expect(() => refuseOther(release, WEB, anew)).toThrow(/made anew, or the context prod leads to another cluster/u);
  });

  test("is not what someone else changed in the meantime", () => {
    expect(() => refuseChanged(release, SET, changed)).toThrow(/changed by someone else since the run was planned/u);
  });

  test("may have changed on the way back, which restores it", () => {
    expect(() => refuseChanged(release, { type: "restore", workload: WEB, to: POINT }, changed)).not.toThrow();
  });

  test("is taken by its name where an earlier version wrote the journal", () => {
    const { subjects: _subjects, ...earlier } = release;
    expect(() => refuseOther(earlier, WEB, anew)).not.toThrow();
    expect(() => refuseChanged(earlier, SET, changed)).not.toThrow();
  });
});
