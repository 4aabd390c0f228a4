import { existsSync, readdirSync, readFileSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { expect, it } from "vitest";
import { testServerImage } from "../../tools/controlplane/images.ts";
import { startControlPlane } from "../support/controlPlane/controlPlane.ts";
import { startRealNode } from "../support/controlPlane/realNode/realNode.ts";
import { REAL_CONTAINER, REAL_POD_SPEC } from "../support/controlPlane/realNode/realPod.ts";
import { rollOut } from "../support/controlPlane/workload.ts";

/** What a file of the kernel says; nothing where the process it is about has just ended. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function processesNaming(text: string): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/u.test(name))
    .map((pid) => read(`/proc/${pid}/cmdline`))
    .filter((line) => line.includes(text));
}

it("leaves no process, mount, bridge or file behind, though its pods were running", async () => {
  const controlPlane = await startControlPlane({ fakeNodes: 0 });
  try {
    const node = await startRealNode(controlPlane.connection);
    const pods = { namespace: "default", name: "web", image: testServerImage("1.0.0"), replicas: 2 };
    await rollOut(controlPlane.connection, { ...pods, podSpec: REAL_POD_SPEC, container: REAL_CONTAINER });
    expect(processesNaming(node.folder).length).toBeGreaterThan(0);
    expect(networkInterfaces()).toHaveProperty(node.bridge);

    await node.stop();
    expect(processesNaming(node.folder)).toEqual([]);
    expect(networkInterfaces()).not.toHaveProperty(node.bridge);
    expect(read("/proc/self/mountinfo")).not.toContain(node.folder);
    expect(existsSync(node.folder)).toBe(false);
  } finally {
    await controlPlane.stop();
  }
});
