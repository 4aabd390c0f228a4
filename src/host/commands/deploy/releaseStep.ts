import { pickOne } from "../../ask/pick.ts";
import type { Step } from "../../ask/steps.ts";
import { l10n } from "../../l10n.ts";
import type { Deployment } from "./deployment.ts";

/** Asks whether a version is deployed on the way: infrastructure, pipelines and the like go without one. */
export function releaseStep(title: string): Step<Deployment> {
  return {
    async ask(state, position) {
      const choices = [
        {
          label: l10n.t("Deploy a version"),
          detail: l10n.t("The environment's rollout stands in the path, with its gate, its approval and its way back."),
          value: true,
        },
        {
          label: l10n.t("Release nothing"),
          detail: l10n.t("For infrastructure, pipelines, monitoring or security: no workload is changed."),
          value: false,
        },
      ];
      const placeholder = l10n.t("Is a version deployed on the way?");
      const answer = await pickOne({ title, placeholder, position }, choices);
      return answer.type === "next" ? { type: "next", value: { ...state, releases: answer.value } } : answer;
    },
  };
}
