import type { EnvironmentConfig } from "../../../../src/core/config/config.ts";
import type { RunState } from "../../../../src/core/run/state.ts";
import type { RunView } from "../../../../src/host/runs/runView.ts";
import { planned, requested, WEB, WORKER } from "../../core/support/samples.ts";
import { Walker } from "../../core/support/walker.ts";
import { type Fate, World } from "../../core/support/world.ts";

export const FILE = "file:///shop/tidegate.yaml";

/** A walker through a deployment of 1.9.0 to production that asks for one approval. */
export function walkerTo(fates: Record<string, Fate> = {}, approval?: EnvironmentConfig["approval"]): Walker {
  const graph = planned(approval === undefined ? {} : { approval });
  return new Walker({ world: new World([WEB, WORKER], fates) }, requested(graph));
}

/** A run as the host knows it. */
export function view(state: RunState, guarded = true): RunView {
  return { file: FILE, state, guarded, startedHere: true };
}

/** A run that waits for its approval. */
export function waiting(): RunView {
  return view(walkerTo().until((state) => state.approval !== undefined));
}
