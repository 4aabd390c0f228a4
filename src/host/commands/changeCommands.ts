import { confirm } from "../ask/confirm.ts";
import { askText } from "../ask/pick.ts";
import type { Result } from "../../base/result.ts";
import type { Patch } from "../../core/rollout/cluster.ts";
import type { Deployment, StatefulSet } from "../../core/rollout/objects.ts";
import { pause, restart, resume, type Rolling, scale } from "../../core/rollout/operations.ts";
import { l10n } from "../l10n.ts";
import { sentences } from "../messages/messages.ts";
import type { Services } from "../services.ts";
import type { WorkloadChange } from "../../engine/request/planWorkloadChange.ts";
import { applyPatch, allowed } from "./applyPatch.ts";
import { refuseUnasked, runForChange, startChange } from "./changeByRun.ts";
import { type ChosenWorkload, chooseWorkload } from "./chooseWorkload.ts";
import type { Handlers } from "./registry.ts";

type Own = "tidegate.restart" | "tidegate.scale" | "tidegate.pause" | "tidegate.resume";

const ROLLING = ["Deployment", "StatefulSet", "DaemonSet"] as const;

/** Commands that change a workload at once, after the person confirmed; production may ask for somebody's yes first. */
export function changeCommands(services: Services): Pick<Handlers, Own> {
  return {
    "tidegate.restart": async (subject) => {
      const chosen = await chooseWorkload(services, subject, l10n.t("Restart"), ROLLING);
      if (chosen === undefined) return;
      const now = services.clock.now();
      const patch = restart(chosen.workload as Rolling, now);
      const verb = l10n.t("Restart");
      const wanted = { type: "restart", at: now } as const;
      await change(services, chosen, { verb, sentence: sentences.restart(...names(chosen)), patch, wanted });
    },
    "tidegate.pause": async (subject) => {
      const chosen = await chooseWorkload(services, subject, l10n.t("Pause Rollout"), ["Deployment"]);
      if (chosen === undefined) return;
      const patch = pause(chosen.workload as Deployment);
      await change(services, chosen, {
        verb: l10n.t("Pause Rollout"),
        sentence: sentences.pause(...names(chosen)),
        patch,
      });
    },
    "tidegate.resume": async (subject) => {
      const chosen = await chooseWorkload(services, subject, l10n.t("Resume Rollout"), ["Deployment"]);
      if (chosen === undefined) return;
      const patch = resume(chosen.workload as Deployment);
      await change(services, chosen, {
        verb: l10n.t("Resume Rollout"),
        sentence: sentences.resume(...names(chosen)),
        patch,
      });
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
  const wanted = { type: "scale", to } as const;
  await change(services, chosen, {
    verb: l10n.t("Scale"),
    sentence,
    patch: scale(workload, to),
    wanted,
    subresource: "scale",
  });
}

function names({ environment, workload }: ChosenWorkload): [name: string, environment: string] {
  return [workload.metadata.name, environment.key.environment];
}

interface Wanted {
  /** The button, and the title. */
  readonly verb: string;
  readonly sentence: string;
  readonly patch: Result<Patch>;
  /** What it is, where it may need somebody else's yes. */
  readonly wanted?: WorkloadChange;
  readonly subresource?: "scale";
}

/**
 * Asks whether the person may, then whether they want to, then does it. A fault of the patch is said before either.
 * What always needs a yes is not done here: it becomes a run that waits for it.
 */
async function change(services: Services, chosen: ChosenWorkload, it: Wanted): Promise<void> {
  const { environment, workload } = chosen;
  const { verb, sentence, patch, wanted, subresource } = it;
  if (!patch.ok) throw patch.error;
  await allowed(services, environment, workload, verb.toLowerCase(), subresource);
  const run = wanted === undefined ? undefined : await runForChange(services, chosen, wanted);
  if (run !== undefined) return await startChange(services, chosen, run, { verb, what: sentence });
  const { production } = environment.config;
  if (!(await confirm({ verb, sentence, environment: environment.key.environment, production }))) return;
  if (wanted !== undefined) await refuseUnasked(services, chosen, wanted);
  await applyPatch(services, environment, workload, patch.value, subresource);
}
