import { messageOf } from "../../base/result.ts";
import type { Evidence } from "../../core/evidence/evidence.ts";
import { asEvidence, inconclusive, uncollected, unknownCheck } from "../../core/gates/finding.ts";
import type { CheckSpec } from "../../core/graph/graph.ts";
import { nodeOf } from "../../core/graph/walk.ts";
import { inItsPlace } from "../../core/run/changes/checkChanges.ts";
import type { RunEvent } from "../../core/run/event.ts";
import { standingWord } from "../../core/run/findings.ts";
import type { RunState } from "../../core/run/state.ts";
import type { RunPorts } from "../runPorts.ts";
import type { Collector } from "./collector.ts";
import { COLLECTORS } from "./collectors.ts";

/**
 * Collects evidence, one event a check. What cannot be found out is inconclusive and says why; where a person's word
 * on it still counts, that is recorded again as it was given.
 */
export function evaluateChecks(
  ports: RunPorts,
  state: RunState,
  node: string,
  specs: readonly CheckSpec[],
): Promise<RunEvent[]> {
  return Promise.all(
    specs.map(async (spec): Promise<RunEvent> => {
      const measured = await measureCheck(ports, state, spec);
      const word = wordInstead(ports, state, node, measured);
      return { type: "evidence-recorded", node, evidence: word === undefined ? measured : inItsPlace(word, measured) };
    }),
  );
}

function wordInstead({ clock }: RunPorts, state: RunState, id: string, measured: Evidence): Evidence | undefined {
  const node = nodeOf(state.graph, id);
  if (node?.kind !== "check") return undefined;
  return standingWord(state, node, measured.check, measured.verdict, clock.now());
}

/** What one check finds now. Never rejects: what cannot be found out is inconclusive. */
export async function measureCheck(ports: RunPorts, state: RunState, spec: CheckSpec): Promise<Evidence> {
  const collector = collectorFor(spec.id);
  if (collector === undefined) return unmeasured(spec, ports.clock.now());
  try {
    const finding = await collector.collect(ports, state, spec);
    return asEvidence(spec.id, finding, collector.source, ports.clock.now());
  } catch (error) {
    return uncollected(spec.id, messageOf(error), collector.source, ports.clock.now());
  }
}

function collectorFor(check: string): Collector | undefined {
  return Object.hasOwn(COLLECTORS, check) ? COLLECTORS[check as keyof typeof COLLECTORS] : undefined;
}

/** A check that nothing measures: a person's to settle where it may be, otherwise one that nobody here knows. */
function unmeasured(spec: CheckSpec, at: number): Evidence {
  if (spec.attestedFor === undefined) return unknownCheck(spec.id, at);
  const message = `Nothing measures "${spec.label}". Somebody who knows says how it is, in a sentence.`;
  return asEvidence(spec.id, inconclusive("NeedsAWord", message), "nobody yet", at);
}
