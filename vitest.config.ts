import { defineConfig } from "vitest/config";

/** One project a tier: `tools/test.ts` runs them in this order and adds up their counts. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: "unit", include: ["test/unit/**/*.test.ts"], testTimeout: 30_000 } },
      {
        test: {
          name: "contract-sandbox",
          // The files share their modules: loading the cluster client anew for each takes longer than most of them.
          isolate: false,
          include: ["test/contract/**/*.test.ts"],
          globalSetup: ["test/support/clusterUnderTest/sandboxSetup.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "contract-real",
          // The files share their modules: loading the cluster client anew for each takes longer than most of them.
          isolate: false,
          include: ["test/contract/{cluster,run}/**/*.test.ts"],
          globalSetup: ["test/support/clusterUnderTest/realSetup.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: { name: "webview", include: ["test/webview/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 120_000 },
      },
      {
        test: {
          name: "controlplane",
          include: ["test/controlplane/*.test.ts"],
          globalSetup: ["test/support/controlPlane/globalSetup.ts"],
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "node",
          include: ["test/node/*.test.ts"],
          globalSetup: ["test/support/controlPlane/realNode/nodeSetup.ts"],
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "workbench",
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
