import type { WindowsConfig } from "../config/windowsConfig.ts";
import { wallTimeOf } from "./localMoment.ts";
import type { DeploymentWindows, Freeze } from "./windows.ts";
import { firstInstantOf, lastInstantOf } from "./zoneTime.ts";

const DAY = 86_400_000;

/**
 * What `tidegate.yaml` says of when changes may begin, with instants for its dates; undefined where it holds nothing
 * back. In doubt a freeze is the longer one: a moment that clocks show twice begins it the first time and ends it the
 * last. A last day is frozen whole.
 */
export function windowsOf(config: WindowsConfig | undefined): DeploymentWindows | undefined {
  if (config === undefined || (config.open.length === 0 && config.freezes.length === 0)) return undefined;
  return { open: config.open, freezes: config.freezes.map(freezeOf), overriders: config.overriders };
}

function freezeOf({ timeZone, from, to, reason }: WindowsConfig["freezes"][number]): Freeze {
  return { from: firstInstantOf(timeZone, wallTimeOf(from) ?? 0), to: endOf(timeZone, to), timeZone, reason };
}

/** The day after begins but once, even where its first hour comes twice. */
function endOf(timeZone: string, to: string): number {
  const wall = wallTimeOf(to) ?? 0;
  return to.includes("T") ? lastInstantOf(timeZone, wall) : firstInstantOf(timeZone, wall + DAY);
}
