import { askSteps, type Step } from "../../ask/steps.ts";
import { l10n } from "../../l10n.ts";
import type { Services } from "../../services.ts";
import { environmentStep } from "../chooseWorkload.ts";
import type { Handlers } from "../registry.ts";
import { startRun } from "../startRun.ts";
import type { Deployment } from "./deployment.ts";
import { releaseStep } from "./releaseStep.ts";
import { reviewStep } from "./reviewStep.ts";
import { versionStep } from "./versionStep.ts";
import { workloadsStep } from "./workloadsStep.ts";

/**
 * Deploys a version, or walks the decision path with one or without: asks where, what and which, shows the server's
 * diff, and starts the run.
 */
export function deployCommands(services: Services): Pick<Handlers, "tidegate.deploy" | "tidegate.walkPath"> {
  return {
    "tidegate.deploy": async (subject) => {
      const title = l10n.t("Deploy Version");
      await ship(services, {}, [
        environmentStep<Deployment>(services, subject, title),
        workloadsStep(services, subject, title),
        versionStep(services, title),
        reviewStep(services, title),
      ]);
    },
    "tidegate.walkPath": async (subject) => {
      const title = l10n.t("Walk the Decision Path");
      await ship(services, { path: "decision" }, [
        environmentStep<Deployment>(services, subject, title),
        releaseStep(title),
        workloadsStep(services, subject, title),
        versionStep(services, title),
        reviewStep(services, title),
      ]);
    },
  };
}

async function ship(services: Services, start: Deployment, steps: readonly Step<Deployment>[]): Promise<void> {
  const { environment, plan } = (await askSteps(steps, start)) ?? {};
  if (environment !== undefined && plan !== undefined) await startRun(services, environment.key.file, plan);
}
