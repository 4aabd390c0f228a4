import * as vscode from "vscode";
import type { RunPlan } from "../../engine/request/runPlan.ts";
import { askSteps, type Step } from "../ask/steps.ts";
import { l10n } from "../l10n.ts";
import { sentences } from "../messages/messages.ts";
import type { Services } from "../services.ts";
import { type ChosenGraph, chooseGraph } from "./chooseGraph.ts";
import { type Environment, environments } from "./chooseEnvironment.ts";
import { environmentStep } from "./chooseWorkload.ts";
import type { Handlers } from "./registry.ts";
import { askToStart } from "./reviewPlan.ts";
import { startRun } from "./startRun.ts";
import { fileOf } from "./subject.ts";

interface Walk {
  readonly environment?: Environment;
  readonly plan?: RunPlan;
}

/** Walks a graph of a document as a run in an environment. It releases nothing and changes no workload. */
export function walkGraphCommand(services: Services): Pick<Handlers, "tidegate.walkGraph"> {
  return {
    "tidegate.walkGraph": async (subject) => {
      const title = l10n.t("Walk This Graph");
      const chosen = await chooseGraph(services, fileOf(subject), title);
      if (chosen === undefined) return;
      const [only, ...others] = environments(services);
      const start: Walk = only === undefined || others.length > 0 ? {} : { environment: only };
      // The subject is a document, which stands in no environment.
      const steps = [environmentStep<Walk>(services, undefined, title), beginStep(services, chosen, title)];
      const { environment, plan } = (await askSteps(steps, start)) ?? {};
      if (environment !== undefined && plan !== undefined) await startRun(services, environment.key.file, plan);
    },
  };
}

/** Plans the walk and asks whether to begin it; in production by the environment's name. */
function beginStep(services: Services, { uri, graph }: ChosenGraph, title: string): Step<Walk> {
  return {
    async ask(state, position) {
      const { environment } = state;
      if (environment === undefined) return { type: "cancel" };
      const { key, config } = environment;
      const { planOwnGraph } = await services.parts.workspace();
      const file = vscode.workspace.asRelativePath(uri);
      const plan = planOwnGraph({ ...key, config }, { file, loaded: graph.load() });
      const what = sentences.walkGraph(graph.title, `${key.application} → ${key.environment}`);
      const answer = await askToStart(plan, { title, verb: l10n.t("Walk"), what, named: true, position });
      return answer.type === "next" ? { type: "next", value: { ...state, plan } } : answer;
    },
  };
}
