import type { Finding } from "../../core/gates/finding.ts";
import type { CheckSpec } from "../../core/graph/graph.ts";
import type { RunState } from "../../core/run/state.ts";
import type { RunPorts } from "../runPorts.ts";

/** How the facts of one check are had, and what they come to. */
export interface Collector {
  /** The command, file or API call that is read. */
  readonly source: string;
  /** May reject; what could not be collected is inconclusive. */
  collect(ports: RunPorts, state: RunState, spec: CheckSpec): Promise<Finding>;
}
