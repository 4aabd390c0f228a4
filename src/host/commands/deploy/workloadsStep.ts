import { Fault } from "../../../base/result.ts";
import { versionLabel } from "../../../core/rollout/image.ts";
import type { Workload } from "../../../core/rollout/objects.ts";
import { pickMany } from "../../ask/pick.ts";
import type { Step } from "../../ask/steps.ts";
import { l10n } from "../../l10n.ts";
import { sentences } from "../../messages/messages.ts";
import type { Services } from "../../services.ts";
import { plain } from "../../text/plain.ts";
import { dotted } from "../../text/words.ts";
import { mainImage } from "../../views/environments/model/workloadFacts.ts";
import { allowed } from "../applyPatch.ts";
import type { Environment } from "../chooseEnvironment.ts";
import { readWorkloads } from "../chooseWorkload.ts";
import { targetOf } from "../subject.ts";
import type { Deployment } from "./deployment.ts";

const ROLLING = ["Deployment", "StatefulSet", "DaemonSet"] as const;

/** Asks which workloads; the one the command was called on is picked, else all. One alone needs no question. */
export function workloadsStep(services: Services, subject: unknown, title: string): Step<Deployment> {
  return {
    skip: (state) => (state.releases === false ? { ...state, workloads: [] } : undefined),
    async ask(state, position) {
      const { environment } = state;
      if (environment === undefined) return { type: "cancel" };
      const workloads = await readWorkloads(services, environment, ROLLING);
      if (workloads.length === 0) throw new Fault("NoWorkloads", sentences.noWorkloads(environment.key.environment));
      const named = namedBy(subject);
      const choices = workloads.map((workload) => choiceOf(workload, named));
      const [only] = workloads;
      const answer =
        workloads.length === 1 && only !== undefined
          ? { type: "next" as const, value: [only] }
          : await pickMany({ title, placeholder: l10n.t("Workloads to deploy to"), position }, choices);
      if (answer.type !== "next") return answer;
      await mayDeploy(services, environment, answer.value);
      return { type: "next", value: { ...state, workloads: answer.value } };
    },
  };
}

function namedBy(subject: unknown): string | undefined {
  const target = targetOf(subject);
  return target?.type === "workload" ? `${target.kind}/${target.name}` : undefined;
}

function choiceOf(workload: Workload, named: string | undefined) {
  const image = mainImage(workload);
  return {
    label: plain(workload.metadata.name),
    description: dotted(workload.kind, image === undefined ? undefined : plain(versionLabel(image))),
    picked: named === undefined || named === `${workload.kind ?? ""}/${workload.metadata.name}`,
    value: workload,
  };
}

async function mayDeploy(services: Services, environment: Environment, workloads: readonly Workload[]): Promise<void> {
  await Promise.all(workloads.map((workload) => allowed(services, environment, workload, l10n.t("deploy"))));
}
