import { defineConfig } from "oxlint";
import { layerOverrides } from "./tools/layers.ts";

export default defineConfig({
  plugins: ["typescript", "unicorn", "oxc", "import", "vitest", "promise"],
  options: { typeAware: true },
  categories: { correctness: "error", suspicious: "error", perf: "off" },
  ignorePatterns: ["dist", ".cache", "node_modules", "test/fixtures"],
  rules: {
    "max-lines": ["error", { max: 500, skipBlankLines: false, skipComments: false }],
    "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true, IIFEs: false }],
    "import/no-default-export": "error",
    "import/no-cycle": "error",
    // The compiler's noImplicitReturns does the same and knows an exhaustive switch.
    "typescript/consistent-return": "off",
    "import/no-unassigned-import": "off",
    "import/no-named-as-default-member": "off",
    "typescript/no-explicit-any": "error",
    "typescript/no-non-null-assertion": "error",
    "typescript/no-floating-promises": "error",
    "typescript/no-misused-promises": "error",
    "typescript/switch-exhaustiveness-check": "error",
    "typescript/consistent-type-imports": "error",
    "typescript/no-unsafe-type-assertion": "off",
    "no-await-in-loop": "off",
    "no-shadow": "error",
    "no-console": "error",
    "no-restricted-globals": ["error", { name: "Date", message: "Ask the injected Clock." }],
    eqeqeq: "error",
  },
  overrides: [
    ...layerOverrides(),
    { files: ["src/*.ts"], rules: { "max-lines": ["error", { max: 150 }] } },
    {
      files: ["test/**", "tools/**", "*.config.ts"],
      rules: {
        "no-console": "off",
        "no-restricted-globals": "off",
        "max-lines-per-function": "off",
        "typescript/no-non-null-assertion": "off",
        // Waiting until a cluster shows something is an assertion, too: it throws when that does not come.
        "vitest/expect-expect": [
          "error",
          { assertFunctionNames: ["expect", "seen", "shown", "inPhase", "rollouts.becomes", "rollouts.podsBecome"] },
        ],
      },
    },
    { files: ["*.config.ts"], rules: { "import/no-default-export": "off" } },
  ],
});
