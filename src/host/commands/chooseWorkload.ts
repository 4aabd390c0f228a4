import * as vscode from "vscode";
import { Fault } from "../../base/result.ts";
import { versionLabel } from "../../core/rollout/image.ts";
import { judge } from "../../core/rollout/judge.ts";
import { KINDS } from "../../core/rollout/kinds.ts";
import type { Workload, WorkloadKind } from "../../core/rollout/objects.ts";
import { type Choice, pickOne } from "../ask/pick.ts";
import { askSteps, type Step } from "../ask/steps.ts";
import { l10n } from "../l10n.ts";
import { sentences } from "../messages/messages.ts";
import type { Services } from "../services.ts";
import { plain } from "../text/plain.ts";
import { dotted } from "../text/words.ts";
import { mainImage } from "../views/environments/model/workloadFacts.ts";
import { askEnvironment, type Environment, environmentOf } from "./chooseEnvironment.ts";
import { targetOf } from "./subject.ts";

/** A workload as it is now, with the environment it stands in. */
export interface ChosenWorkload {
  readonly environment: Environment;
  readonly workload: Workload;
}

/**
 * The workload a command was called on, read anew; where it was called on none, asks for the environment and then for
 * a workload of one of these kinds. Undefined when the person gives up.
 */
export async function chooseWorkload(
  services: Services,
  subject: unknown,
  title: string,
  kinds: readonly WorkloadKind[],
): Promise<ChosenWorkload | undefined> {
  const steps: Step<Partial<ChosenWorkload>>[] = [
    environmentStep(services, subject, title),
    workloadStep(services, title, kinds),
  ];
  const named = await workloadOf(services, subject);
  if (named !== undefined) return named;
  const { environment, workload } = (await askSteps(steps, {})) ?? {};
  return environment === undefined || workload === undefined ? undefined : { environment, workload };
}

/** The workload of the row a command was called on. */
async function workloadOf(services: Services, subject: unknown): Promise<ChosenWorkload | undefined> {
  const target = targetOf(subject);
  const environment = environmentOf(services, subject);
  if (environment === undefined || (target?.type !== "workload" && target?.type !== "revision")) return undefined;
  const { context, namespace } = environment.config;
  const cluster = await services.pool.get(context);
  const workload = await cluster.get<Workload>({ kind: KINDS[target.kind], namespace, name: target.name });
  if (workload === undefined) {
    throw new Fault("NotFound", l10n.t("{0} {1} is not there any more.", target.kind, plain(target.name)));
  }
  return { environment, workload: { ...workload, kind: target.kind } };
}

/** Asks for the environment, unless the command was called on one. */
export function environmentStep<S extends { readonly environment?: Environment }>(
  services: Services,
  subject: unknown,
  title: string,
): Step<S> {
  return {
    skip(state) {
      const environment = state.environment ?? environmentOf(services, subject);
      return environment === undefined ? undefined : { ...state, environment };
    },
    async ask(state, position) {
      const answer = await askEnvironment(services, subject, title, position);
      return answer.type === "next" ? { type: "next", value: { ...state, environment: answer.value } } : answer;
    },
  };
}

function workloadStep(
  services: Services,
  title: string,
  kinds: readonly WorkloadKind[],
): Step<Partial<ChosenWorkload>> {
  return {
    async ask(state, position) {
      const { environment } = state;
      if (environment === undefined) return { type: "cancel" };
      const workloads = await readWorkloads(services, environment, kinds);
      if (workloads.length === 0) throw new Fault("NoWorkloads", sentences.noWorkloads(environment.key.environment));
      const question = { title, placeholder: l10n.t("Workload of {0}", plain(environment.key.environment)), position };
      const answer = await pickOne(question, workloads.map(choiceOf));
      return answer.type === "next" ? { type: "next", value: { ...state, workload: answer.value } } : answer;
    },
  };
}

/** The workloads of an environment as they are now: those the file names, else all that nobody else controls. */
export async function readWorkloads(
  services: Services,
  { config }: Environment,
  kinds: readonly WorkloadKind[],
): Promise<readonly Workload[]> {
  const { context, namespace, workloads: named } = config;
  const read = async (): Promise<Workload[]> => {
    const cluster = await services.pool.get(context);
    const lists = await Promise.all(
      kinds.map(async (kind) =>
        (await cluster.list<Workload>(KINDS[kind], { namespace })).map((one) => ({ ...one, kind })),
      ),
    );
    return lists.flat();
  };
  const title = l10n.t("Reading the workloads of {0}", plain(namespace));
  const all = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, read);
  return all.filter(({ kind = "", metadata }) =>
    named === undefined
      ? metadata.ownerReferences?.some(({ controller }) => controller === true) !== true
      : named.includes(`${kind.toLowerCase()}/${metadata.name}`),
  );
}

function choiceOf(workload: Workload): Choice<Workload> {
  const image = mainImage(workload);
  return {
    label: plain(workload.metadata.name),
    description: dotted(workload.kind, image === undefined ? undefined : plain(versionLabel(image))),
    detail: plain(judge(workload).message),
    value: workload,
  };
}
