import * as vscode from "vscode";
import type { RunPlan } from "../../../engine/request/runPlan.ts";
import type { Step } from "../../ask/steps.ts";
import { l10n } from "../../l10n.ts";
import { sentences } from "../../messages/messages.ts";
import type { Services } from "../../services.ts";
import { askToStart, showPlan } from "../reviewPlan.ts";
import type { Deployment } from "./deployment.ts";

/** Plans the run, shows what the API server says it would change, and asks whether to go on. */
export function reviewStep(services: Services, title: string): Step<Deployment> {
  return {
    async ask(state, position) {
      const { environment, workloads = [], version } = state;
      if (environment === undefined || version === undefined) return { type: "cancel" };
      const plan = await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Window, title: l10n.t("Asking the API server for the diff") },
        async (): Promise<RunPlan> => {
          const folder = await services.runs.folder(environment.key.file);
          const cluster = await services.pool.get(environment.config.context);
          const named = workloads.map(({ kind = "", metadata }) => `${kind.toLowerCase()}/${metadata.name}`);
          const place = { ...environment.key, config: { ...environment.config, workloads: named } };
          return await folder.planDeployment(cluster, place, version);
        },
      );
      await showPlan(services, plan);
      const names = plan.diff.workloads.map(({ workload }) => workload.name).join(", ");
      const place = `${plan.release.application} → ${plan.release.environment}`;
      const what = sentences.deploy(plan.release.version, names, place);
      const answer = await askToStart(plan, { title, verb: l10n.t("Deploy"), what, position });
      return answer.type === "next" ? { type: "next", value: { ...state, plan } } : answer;
    },
  };
}
