import { execa } from "execa";
import { join } from "node:path";
import { root } from "../bootstrap.mjs";
import { COLLEAGUE } from "./sampleWorkspace.ts";

/** Where a scene plays. */
export interface Stage {
  readonly folder: string;
  readonly kubeconfig: string;
}

/** A colleague asks for production: an approval waits for an answer. */
export async function askForProduction(stage: Stage, version = "1.9.0"): Promise<void> {
  await tidegate(stage, ["deploy", "shop", "production", version, "--yes", "--confirm", "production"]);
}

/** A colleague ships to staging, whose pods take their time: a rollout to watch. */
export async function shipToStaging(stage: Stage, version = "1.9.1-slow"): Promise<void> {
  await tidegate(stage, ["deploy", "shop", "staging", version, "--yes"]);
}

/** The product's own command line, in the name of a colleague. */
async function tidegate({ folder, kubeconfig }: Stage, args: readonly string[]): Promise<void> {
  const colleague = {
    GIT_CONFIG_COUNT: "2",
    GIT_CONFIG_KEY_0: "user.name",
    GIT_CONFIG_VALUE_0: COLLEAGUE.name,
    GIT_CONFIG_KEY_1: "user.email",
    GIT_CONFIG_VALUE_1: COLLEAGUE.email,
  };
  await execa("node", [join(root, "dist", "cli.cjs"), ...args], {
    cwd: folder,
    env: { ...colleague, KUBECONFIG: kubeconfig },
  });
}
