import type { TestProject } from "vitest/node";
import { acquireControlPlane, releaseControlPlane } from "../globalSetup.ts";
import { type RealNode, startRealNode } from "./realNode.ts";

let node: RealNode | undefined;

/** As the control plane's own global set-up, with the real node beside kwok's. */
export async function setup(project: TestProject): Promise<void> {
  const { connection } = await acquireControlPlane();
  node = await startRealNode(connection);
  project.provide("controlPlane", connection);
}

export async function teardown(): Promise<void> {
  await node?.stop();
  await releaseControlPlane();
}
