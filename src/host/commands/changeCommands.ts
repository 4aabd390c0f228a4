import { confirm } from "../ask/confirm.ts";
import { askText } from "../ask/pick.ts";
import type { Result } from "../../base/result.ts";
import type { Patch } from "../../core/rollout/cluster.ts";
import type { Deployment, StatefulSet } from "../../core/rollout/objects.ts";
import { pause, restart, resume, type Rolling, scale } from "../../core/rollout/operations.ts";
import { l10n } from "../l10n.ts";
import { sentences } from "../messages/messages.ts";
import type { Services } from "../services.ts";
import { applyPatch, allowed } from "./applyPatch.ts";
import { type ChosenWorkload, chooseWorkload } from "./chooseWorkload.ts";
import type { Handlers } from "./registry.ts";

type Own = "tidegate.restart" | "tidegate.scale" | "tidegate.pause" | "tidegate.resume";

const ROLLING = ["Deployment", "StatefulSet", "DaemonSet"] as const;

/** Commands that change a workload at once, after the person confirmed. */
export function changeCommands(services: Services): Pick<Handlers, Own> {
  return {
    "tidegate.restart": async (subject) => {
      const chosen = await chooseWorkload(services, subject, l10n.t("Restart"), ROLLING);
      if (chosen === undefined) return;
      const patch = restart(chosen.workload as Rolling, services.clock.now());
      await change(services, chosen, l10n.t("Restart"), sentences.restart(...names(chosen)), patch);
    },
    "tidegate.pause": async (subject) => {
      const chosen = await chooseWorkload(services, subject, l10n.t("Pause Rollout"), ["Deployment"]);
      if (chosen === undefined) return;
      const patch = pause(chosen.workload as Deployment);
      await change(services, chosen, l10n.t("Pause Rollout"), sentences.pause(...names(chosen)), patch);
    },
    "tidegate.resume": async (subject) => {
      const chosen = await chooseWorkload(services, subject, l10n.t("Resume Rollout"), ["Deployment"]);
      if (chosen === undefined) return;
      const patch = resume(chosen.workload as Deployment);
      await change(services, chosen, l10n.t("Resume Rollout"), sentences.resume(...names(chosen)), patch);
    },
    "tidegate.scale": async (subject) => {
      const chosen = await chooseWorkload(services, subject, l10n.t("Scale"), ["Deployment", "StatefulSet"]);
      if (chosen !== undefined) await scaleWorkload(services, chosen);
    },
  };
}

async function scaleWorkload(services: Services, chosen: ChosenWorkload): Promise<void> {
  const workload = chosen.workload as Deployment | StatefulSet;
  const from = workload.spec.replicas ?? 1;
  const answer = await askText(
    {
      title: l10n.t("Scale {0}", workload.metadata.name),
      placeholder: String(from),
      value: String(from),
      prompt: l10n.t("Number of pods"),
    },
    (text) => (/^\d{1,5}$/u.test(text.trim()) ? undefined : l10n.t("Type a whole number from 0 to 99999")),
  );
  if (answer.type !== "next") return;
  const to = Number(answer.value);
  const sentence =
    to === 0 ? sentences.scaleToZero(...names(chosen), from) : sentences.scale(...names(chosen), from, to);
  await change(services, chosen, l10n.t("Scale"), sentence, scale(workload, to), "scale");
}

function names({ environment, workload }: ChosenWorkload): [name: string, environment: string] {
  return [workload.metadata.name, environment.key.environment];
}

/** Asks whether the person may, then whether they want to, then does it. A fault of the patch is said before either. */
async function change(
  services: Services,
  { environment, workload }: ChosenWorkload,
  verb: string,
  sentence: string,
  patch: Result<Patch>,
  subresource?: "scale",
): Promise<void> {
  if (!patch.ok) throw patch.error;
  await allowed(services, environment, workload, verb.toLowerCase(), subresource);
  const { production } = environment.config;
  if (!(await confirm({ verb, sentence, environment: environment.key.environment, production }))) return;
  await applyPatch(services, environment, workload, patch.value, subresource);
}
