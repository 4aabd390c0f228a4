import { describe, expect, it } from "vitest";
import { slim, withoutManagedFields } from "../../../../src/adapters/kubernetes/slim.ts";
import { deploymentOf } from "../../../support/workloads.ts";

const managed = { managedFields: [{ manager: "kubectl" }] };

describe("keeping only what is shown", () => {
  it("drops managed fields and the last applied configuration", () => {
    const web = deploymentOf({ name: "web", namespace: "shop" });
    const annotations = { "kubectl.kubernetes.io/last-applied-configuration": "{}", note: "kept" };
    const lean = slim({ ...web, metadata: { ...web.metadata, ...managed, annotations } });
    expect(lean).toEqual({ ...web, metadata: { ...web.metadata, annotations: { note: "kept" } } });
  });

  it("keeps names, images and ports of a pod's containers, its node and its status", () => {
    const pod = {
      kind: "Pod",
      metadata: { name: "web-1", labels: { app: "web" } },
      spec: {
        nodeName: "node-1",
        tolerations: [{}],
        volumes: [{ name: "data" }],
        containers: [
          { name: "app", image: "shop/web:1", ports: [{ containerPort: 80 }], env: [{ name: "A", value: "b" }] },
        ],
        initContainers: [{ name: "side", image: "shop/side:1", restartPolicy: "Always", resources: {} }],
      },
      status: { phase: "Running" },
    };
    expect(slim(pod)).toEqual({
      ...pod,
      spec: {
        nodeName: "node-1",
        containers: [{ name: "app", image: "shop/web:1", ports: [{ containerPort: 80 }] }],
        initContainers: [{ name: "side", image: "shop/side:1", restartPolicy: "Always" }],
      },
    });
  });

  it("keeps of a pod's status what tells whether it is well, and of its metadata what tells whose it is", () => {
    const metadata = { name: "web-1", uid: "u", labels: { app: "web" }, ownerReferences: [] };
    const condition = { type: "Ready", status: "False", reason: "ContainersNotReady", message: "app" };
    const container = {
      name: "app",
      ready: false,
      restartCount: 4,
      state: { waiting: { reason: "CrashLoopBackOff" } },
    };
    const pod = {
      kind: "Pod",
      metadata: { ...metadata, annotations: { note: "gone" }, generateName: "web-" },
      spec: { containers: [] },
      status: {
        phase: "Running",
        hostIPs: [{ ip: "10.0.0.1" }],
        conditions: [{ ...condition, lastProbeTime: null, observedGeneration: 1 }],
        containerStatuses: [{ ...container, containerID: "x", resources: {} }],
      },
    };
    expect(slim(pod)).toEqual({
      kind: "Pod",
      metadata,
      spec: { containers: [] },
      status: { phase: "Running", conditions: [condition], containerStatuses: [container] },
    });
  });

  it("can leave everything but the managed fields", () => {
    expect(withoutManagedFields({ metadata: { name: "web", ...managed }, spec: { a: 1 } })).toEqual({
      metadata: { name: "web" },
      spec: { a: 1 },
    });
  });
});
