import type { Uri } from "vscode";
import { guarded } from "../commands/registry.ts";
import { l10n } from "../l10n.ts";
import type { Services } from "../services.ts";
import { Panels } from "./panels.ts";
import { sourceOf } from "./sourceOf.ts";

/** The panels with all that fills them. `extension` is where the page's files lie. */
export function openPanels(services: Services, extension: Uri): Panels {
  const { clock, log, parts, state } = services;
  return new Panels({
    extension,
    clock,
    log,
    part: parts.workspace,
    source: (shown) => sourceOf(services, shown),
    memory: state,
    guard: (work) => guarded(services, l10n.t("Panel"), work),
  });
}
