import { messageOf } from "../../base/result.ts";
import type { Evidence } from "../../core/evidence/evidence.ts";
import { asEvidence, uncollected, unknownCheck } from "../../core/gates/finding.ts";
import { isKnownCheck } from "../../core/gates/registry.ts";
import type { CheckSpec } from "../../core/graph/graph.ts";
import type { RunEvent } from "../../core/run/event.ts";
import type { RunState } from "../../core/run/state.ts";
import type { RunPorts } from "../runPorts.ts";
import { COLLECTORS } from "./collectors.ts";

/** Collects evidence, one event a check. What cannot be found out is inconclusive and says why. */
export function evaluateChecks(
  ports: RunPorts,
  state: RunState,
  node: string,
  specs: readonly CheckSpec[],
): Promise<RunEvent[]> {
  return Promise.all(
    specs.map(async (spec): Promise<RunEvent> => {
      return { type: "evidence-recorded", node, evidence: await evidenceFor(ports, state, spec.id) };
    }),
  );
}

async function evidenceFor(ports: RunPorts, state: RunState, check: string): Promise<Evidence> {
  if (!isKnownCheck(check)) return unknownCheck(check, ports.clock.now());
  const collector = COLLECTORS[check];
  try {
    const finding = await collector.collect(ports, state);
    return asEvidence(check, finding, collector.source, ports.clock.now());
  } catch (error) {
    return uncollected(check, messageOf(error), collector.source, ports.clock.now());
  }
}
