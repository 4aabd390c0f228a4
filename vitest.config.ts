import { defineConfig } from "vitest/config";

/** One project a tier: `tools/test.ts` runs them in this order and adds up their counts. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: "unit", include: ["test/unit/**/*.test.ts"] } },
      { test: { name: "simulation", include: ["test/simulation/**/*.test.ts"] } },
      {
        test: {
          name: "contract-sandbox",
          include: ["test/contract/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "controlplane",
          include: ["test/controlplane/*.test.ts"],
          globalSetup: ["test/support/controlPlane/globalSetup.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
