import type { Config } from "../../core/config/config.ts";
import { parseConfig } from "../../core/config/parseConfig.ts";
import type { Detection } from "../../scaffold/facts/detection.ts";
import { defaultSettings } from "../../scaffold/generate/defaultSettings.ts";
import type { Settings } from "../../scaffold/generate/settings.ts";
import type { ScaffoldParts } from "./scaffoldParts.ts";

const CONFIG_FILE = "tidegate.yaml";

/** Settings with what a person should know about where they come from. */
export interface FoundSettings {
  readonly settings: Settings;
  readonly notes: readonly string[];
}

/** The settings of a workspace as its git and its `tidegate.yaml` suggest them. */
export async function settingsFor(
  { tree, origin, folderName }: Pick<ScaffoldParts, "tree" | "origin" | "folderName">,
  detection: Detection,
  signal?: AbortSignal,
): Promise<FoundSettings> {
  const [{ url, defaultBranch, below }, { config, notes }] = await Promise.all([
    origin(signal),
    configIn(tree, signal),
  ]);
  const settings = defaultSettings(detection, { folderName, gitRemote: url, below, defaultBranch, config });
  return { settings, notes };
}

async function configIn(
  tree: ScaffoldParts["tree"],
  signal: AbortSignal | undefined,
): Promise<{ config: Config | undefined; notes: readonly string[] }> {
  const found = await tree.read(CONFIG_FILE, signal);
  if (found.state !== "text") return { config: undefined, notes: [] };
  const { config, diagnostics } = parseConfig(found.text);
  if (config !== undefined) return { config, notes: [] };
  const error = diagnostics.find(({ severity }) => severity === "error");
  const line = (error?.range.start.line ?? 0) + 1;
  const note = `${CONFIG_FILE}:${line}: ${error?.message ?? "It cannot be read."} Its environments were not used.`;
  return { config: undefined, notes: [note] };
}
