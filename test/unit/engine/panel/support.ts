import type { EnvironmentConfig } from "../../../../src/core/config/config.ts";
import type { Graph } from "../../../../src/core/graph/graph.ts";
import type { Person } from "../../../../src/core/run/release.ts";
import type { RunState } from "../../../../src/core/run/state.ts";
import { panelSnapshot, type Watched } from "../../../../src/engine/panel/panelSnapshot.ts";
import type { NodeView, PanelSnapshot } from "../../../../src/protocol/panel.ts";
import { BOB, planned, requested, WEB, WORKER } from "../../core/support/samples.ts";
import { Walker, type WalkerOptions } from "../../core/support/walker.ts";
import { type Fate, World } from "../../core/support/world.ts";

/** A planned release of two workloads that nobody has walked yet. */
export function release(
  settings: Partial<EnvironmentConfig> = {},
  fates: Readonly<Record<string, Fate>> = {},
  options: Omit<WalkerOptions, "world"> = {},
): Walker {
  return new Walker({ world: new World([WEB, WORKER], fates), ...options }, requested(planned(settings)));
}

/** A run through a graph of one's own. */
export function through(graph: Graph, options: Omit<WalkerOptions, "world"> = {}): Walker {
  return new Walker({ world: new World([WEB, WORKER], {}), ...options }, requested(graph));
}

/** What this person sees of a run now. */
export function seenBy(me: Person, run: Walker, how: Partial<Watched> = {}): PanelSnapshot {
  return seen(run.state, { me, now: run.now, ...how });
}

export function seen(state: RunState, how: Partial<Watched> = {}): PanelSnapshot {
  return panelSnapshot({ state, me: BOB, guarded: true, startedHere: true, now: state.lastEventAt, ...how });
}

export function node(snapshot: PanelSnapshot, id: string): NodeView {
  const found = snapshot.nodes.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no node ${id}`);
  return found;
}

/** Ids of nodes by their state. */
export function inState(snapshot: PanelSnapshot, state: NodeView["state"]): string[] {
  return snapshot.nodes.filter((one) => one.state === state).map((one) => one.id);
}
