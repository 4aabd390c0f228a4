import * as vscode from "vscode";
import { allCommands, type CommandPlaces } from "./host/commands/allCommands.ts";
import type { Handlers } from "./host/commands/registry.ts";
import { useTranslation } from "./host/l10n.ts";
import type { Services } from "./host/services.ts";

/** What commands do: loaded with the first that is called, so that activation need not read it. */
export function openCommands(services: Services, places: CommandPlaces): Handlers {
  // This bundle has texts of its own, and so its own place for the translation.
  useTranslation((text, ...values) => vscode.l10n.t(text, ...values), vscode.env.language);
  return allCommands(services, places);
}
