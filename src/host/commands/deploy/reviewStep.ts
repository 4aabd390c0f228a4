import * as vscode from "vscode";
import type { RunPlan } from "../../../engine/request/runPlan.ts";
import type { Step } from "../../ask/steps.ts";
import { l10n } from "../../l10n.ts";
import { sentences } from "../../messages/messages.ts";
import type { Services } from "../../services.ts";
import { askToStart, showPlan } from "../reviewPlan.ts";
import type { Environment } from "../chooseEnvironment.ts";
import type { Deployment } from "./deployment.ts";

/** Plans the run, shows what the API server says it would change, and asks whether to go on. */
export function reviewStep(services: Services, title: string): Step<Deployment> {
  return {
    async ask(state, position) {
      const { environment } = state;
      if (environment === undefined) return { type: "cancel" };
      const plan = await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Window, title: progress(state) },
        () => planOf(services, environment, state),
      );
      if (plan === undefined) return { type: "cancel" };
      if (plan.diff.workloads.length > 0) await showPlan(services, plan);
      const verb = walks(state) ? l10n.t("Walk") : l10n.t("Deploy");
      const notes = walks(state) ? suggestions(plan) : [];
      const answer = await askToStart(plan, { title, verb, what: whatOf(plan, state), notes, position });
      return answer.type === "next" ? { type: "next", value: { ...state, plan } } : answer;
    },
  };
}

function walks({ environment, path }: Deployment): boolean {
  return (path ?? environment?.config.path) === "decision";
}

function progress({ releases }: Deployment): string {
  return releases === false ? l10n.t("Looking at the workspace") : l10n.t("Asking the API server for the diff");
}

/** Undefined where something is to be released and no version was named. */
async function planOf(
  services: Services,
  { key, config }: Environment,
  state: Deployment,
): Promise<RunPlan | undefined> {
  const { workloads = [], version, releases } = state;
  const folder = await services.runs.folder(key.file);
  const cluster = await services.pool.get(config.context);
  if (releases === false) return await folder.planPath(cluster, { ...key, config }, undefined);
  if (version === undefined) return undefined;
  const named = workloads.map(({ kind = "", metadata }) => `${kind.toLowerCase()}/${metadata.name}`);
  const place = { ...key, config: { ...config, workloads: named } };
  return walks(state)
    ? await folder.planPath(cluster, place, version)
    : await folder.planDeployment(cluster, place, version);
}

function whatOf({ release, diff }: RunPlan, state: Deployment): string {
  const names = diff.workloads.map(({ workload }) => workload.name).join(", ");
  const place = `${release.application} → ${release.environment}`;
  if (!walks(state)) return sentences.deploy(release.version, names, place);
  return names === "" ? sentences.walkPath(place) : sentences.walkPathWith(release.version, names, place);
}

/** What the workspace suggests where a person will have to choose. */
function suggestions({ graph }: RunPlan): string[] {
  return graph.nodes.flatMap((node) => {
    if (node.kind !== "decision" || node.proposal === undefined) return [];
    const { option, because } = node.proposal;
    return [sentences.suggestedType(node.options.find((one) => one.id === option)?.label ?? option, because)];
  });
}
