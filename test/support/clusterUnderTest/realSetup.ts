import path from "node:path";
import type { TestProject } from "vitest/node";
import { acquireControlPlane, releaseControlPlane } from "../controlPlane/globalSetup.ts";
import { createNamespace } from "../controlPlane/namespace.ts";
import "./provided.ts";

/** Gives the contract tests the run's real control plane. */
export async function setup(project: TestProject): Promise<void> {
  const controlPlane = await acquireControlPlane();
  const kubeconfig = path.join(controlPlane.connection.folder, "contract.kubeconfig");
  await controlPlane.kubeconfig(kubeconfig);
  const granted = await createNamespace(controlPlane.connection, "granted");
  // A server that has just started remembers nothing from before, so that there is a place to be refused as too old.
  await controlPlane.restartApiServer();
  project.provide("clusterUnderTest", { kubeconfig, granted, embedded: false });
  project.provide("controlPlane", controlPlane.connection);
}

export async function teardown(): Promise<void> {
  await releaseControlPlane();
}
