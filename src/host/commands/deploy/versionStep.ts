import { checkVersion } from "../../../core/rollout/image.ts";
import { type Choice, pickOne } from "../../ask/pick.ts";
import type { Step } from "../../ask/steps.ts";
import { l10n } from "../../l10n.ts";
import type { Services } from "../../services.ts";
import { plain } from "../../text/plain.ts";
import { duration } from "../../text/time.ts";
import { dotted } from "../../text/words.ts";
import { mainImage } from "../../views/environments/model/workloadFacts.ts";
import type { Deployment } from "./deployment.ts";
import { readSightings } from "./readSightings.ts";
import { type OfferedVersion, offeredVersions } from "./versions.ts";

/** Asks for the version: those known from history and other environments, or any that is typed. No registry is asked. */
export function versionStep(services: Services, title: string): Step<Deployment> {
  return {
    skip: (state) => (state.releases === false ? state : undefined),
    async ask(state, position) {
      const { environment, workloads } = state;
      if (environment === undefined || workloads === undefined) return { type: "cancel" };
      const images = workloads.flatMap((workload) => mainImage(workload) ?? []);
      const offered = offeredVersions(await readSightings(services, environment, workloads), images);
      const now = services.clock.now();
      const placeholder = l10n.t("Image tag or digest; pick one or type another");
      const choices = offered.map((version) => choiceOf(version, now));
      const answer = await pickOne({ title, placeholder, position }, choices, typedVersion);
      return answer.type === "next" ? { type: "next", value: { ...state, version: answer.value } } : answer;
    },
  };
}

function choiceOf({ version, label, current, runsIn, at }: OfferedVersion, now: number): Choice<string> {
  return {
    label: plain(label),
    description: dotted(
      current ? l10n.t("current") : undefined,
      runsIn.length === 0 ? undefined : l10n.t("runs in {0}", plain(runsIn.join(", "))),
      at === undefined ? undefined : duration(now - at),
    ),
    value: version,
  };
}

/** What was typed, as a version; where it is none, the choice says why and cannot be taken. */
function typedVersion(text: string): Choice<string> | undefined {
  const checked = checkVersion(text);
  if (checked.ok) return { label: plain(checked.value), description: l10n.t("as typed"), value: checked.value };
  return { label: plain(text), description: checked.error.message, value: text, refused: true };
}
