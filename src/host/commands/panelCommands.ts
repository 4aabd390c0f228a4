import { releaseName } from "../../core/run/release.ts";
import { l10n } from "../l10n.ts";
import { listAt } from "../runs/listAt.ts";
import { keyOf, placeOf } from "../runs/runView.ts";
import type { Services } from "../services.ts";
import type { Handlers } from "./registry.ts";
import { showGraph } from "./showGraph.ts";
import { chooseRun } from "./runCommands.ts";
import { fileOf, runSubjectOf } from "./subject.ts";

/** Opening panels: each of these only looks. */
export function panelCommands(
  services: Services,
): Pick<Handlers, "tidegate.openRunPanel" | "tidegate.showGraph" | "tidegate.showDecisionPath"> {
  return {
    "tidegate.openRunPanel": async (subject) => {
      const run = await chooseRun(services, subject, l10n.t("Open Run Panel"), () => true);
      if (run === undefined) return;
      const { state } = run;
      const waits = state.approval?.node ?? state.question?.node ?? listAt(state)?.id;
      const title = `${placeOf(state)} ${releaseName(state.release)}`.trimEnd();
      await services.panels.show({ type: "run", ...keyOf(run) }, title, runSubjectOf(subject)?.node ?? waits);
    },
    "tidegate.showGraph": (subject) => showGraph(services, fileOf(subject)),
    "tidegate.showDecisionPath": () => services.panels.show({ type: "path" }, l10n.t("Decision path")),
  };
}
