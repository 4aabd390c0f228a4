import { expect, test } from "vitest";
import type { Config } from "../../../../src/core/config/config.ts";
import { viewState } from "../../../../src/host/views/environments/viewState.ts";
import type { ConfigFile, ShownConfigFile } from "../../../../src/host/workspace/configFiles.ts";

function fileWith(...environments: string[]): ShownConfigFile {
  const config = {
    applications: { shop: { environments: Object.fromEntries(environments.map((name) => [name, {}])) } },
  };
  return { file: "tidegate.yaml", outdated: false, config: config as unknown as Config } as unknown as ShownConfigFile;
}

test.each([
  { all: [], shown: [], state: "noFile" },
  { all: [fileWith()], shown: [], state: "broken" },
  { all: [fileWith()], shown: [fileWith()], state: "noApplications" },
  { all: [fileWith("staging")], shown: [fileWith("staging")], state: "shown" },
] as const)("$state", ({ all, shown, state }) => {
  expect(viewState({ all: all as readonly ConfigFile[], shown })).toBe(state);
});
