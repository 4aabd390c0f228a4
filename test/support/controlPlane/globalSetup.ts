import type { TestProject } from "vitest/node";
import type { Connection } from "./connection.ts";
import { type ControlPlane, startControlPlane } from "./controlPlane.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The run's control plane; in a test, `inject("controlPlane")`. */
    controlPlane: Connection;
  }
}

interface Shared {
  readonly controlPlane: Promise<ControlPlane>;
  users: number;
}

/** Each project loads this file anew, so what they share hangs on the process. */
const holder = globalThis as typeof globalThis & { tidegateControlPlane?: Shared };

/**
 * Starts the run's one control plane with the first project that asks for it, gives every project its connection, and
 * stops it with the last. Name this file as `globalSetup` of a vitest project to use it.
 */
export async function setup(project: TestProject): Promise<void> {
  const shared = await acquireControlPlane();
  project.provide("controlPlane", shared.connection);
}

export async function teardown(): Promise<void> {
  await releaseControlPlane();
}

/** For other global set-ups that need more than the connection; each call is matched by `releaseControlPlane`. */
export async function acquireControlPlane(): Promise<ControlPlane> {
  holder.tidegateControlPlane ??= { controlPlane: startControlPlane(), users: 0 };
  holder.tidegateControlPlane.users += 1;
  return holder.tidegateControlPlane.controlPlane;
}

export async function releaseControlPlane(): Promise<void> {
  const shared = holder.tidegateControlPlane;
  if (shared === undefined) return;
  shared.users -= 1;
  if (shared.users > 0) return;
  delete holder.tidegateControlPlane;
  await (await shared.controlPlane).stop();
}
