import { askSteps, type Step } from "../../ask/steps.ts";
import { l10n } from "../../l10n.ts";
import type { Services } from "../../services.ts";
import { environmentStep } from "../chooseWorkload.ts";
import type { Handlers } from "../registry.ts";
import { startRun } from "../startRun.ts";
import type { Deployment } from "./deployment.ts";
import { reviewStep } from "./reviewStep.ts";
import { versionStep } from "./versionStep.ts";
import { workloadsStep } from "./workloadsStep.ts";

/** Deploys a version: asks where, what and which, shows the server's diff, and starts the run. */
export function deployCommands(services: Services): Pick<Handlers, "tidegate.deploy"> {
  return {
    "tidegate.deploy": async (subject) => {
      const title = l10n.t("Deploy Version");
      const steps: Step<Deployment>[] = [
        environmentStep<Deployment>(services, subject, title),
        workloadsStep(services, subject, title),
        versionStep(services, title),
        reviewStep(services, title),
      ];
      const { environment, plan } = (await askSteps(steps, {})) ?? {};
      if (environment !== undefined && plan !== undefined) await startRun(services, environment.key.file, plan);
    },
  };
}
