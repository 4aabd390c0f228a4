import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Runs started by tests are not noted among those the person started. */
const env = { XDG_STATE_HOME: fileURLToPath(new URL(".cache/state", import.meta.url)) };

/** One project a tier: `tools/test.ts` runs them in this order and adds up their counts. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: "unit", env, include: ["test/unit/**/*.test.ts"], testTimeout: 30_000 } },
      {
        test: {
          name: "contract-sandbox",
          env,
          // The files share their modules: loading the cluster client anew for each takes longer than most of them.
          isolate: false,
          include: ["test/contract/**/*.test.ts"],
          // The embedded cluster has no admission policies.
          exclude: ["test/contract/{guard,inbox}/**"],
          globalSetup: ["test/support/clusterUnderTest/sandboxSetup.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "contract-real",
          env,
          // The files share their modules: loading the cluster client anew for each takes longer than most of them.
          isolate: false,
          include: ["test/contract/{cluster,guard,inbox,run}/**/*.test.ts"],
          globalSetup: ["test/support/clusterUnderTest/realSetup.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "webview",
          env,
          include: ["test/webview/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "controlplane",
          env,
          include: ["test/controlplane/*.test.ts"],
          globalSetup: ["test/support/controlPlane/globalSetup.ts"],
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "linters",
          env,
          include: ["test/linters/*.test.ts"],
          globalSetup: ["test/support/controlPlane/globalSetup.ts"],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: "node",
          env,
          include: ["test/node/*.test.ts"],
          globalSetup: ["test/support/controlPlane/realNode/nodeSetup.ts"],
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "engine",
          env,
          include: ["test/engine/*.test.ts"],
          globalSetup: ["test/support/controlPlane/globalSetup.ts"],
          // One engine, and two cores: images are built one after another.
          maxWorkers: 1,
          fileParallelism: false,
          testTimeout: 1_200_000,
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          name: "workbench",
          env,
          include: ["test/workbench/*.test.ts"],
          globalSetup: ["test/support/controlPlane/globalSetup.ts"],
          maxWorkers: 1,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
