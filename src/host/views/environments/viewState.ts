import type { ViewState } from "../../contributions/contextKeys.ts";
import type { ConfigFiles } from "../../workspace/configFiles.ts";
import { placesOf } from "./places.ts";

/** Why the Environments view is empty, as far as the files of the workspace tell. */
export function viewState({ all, shown }: Pick<ConfigFiles, "all" | "shown">): ViewState {
  if (all.length === 0) return "noFile";
  if (shown.length === 0) return "broken";
  return placesOf(shown).length === 0 ? "noApplications" : "shown";
}
