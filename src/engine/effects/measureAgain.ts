import { digest } from "../../base/hash.ts";
import type { Evidence } from "../../core/evidence/evidence.ts";
import type { CheckSpec } from "../../core/graph/graph.ts";
import { nodeOf } from "../../core/graph/walk.ts";
import type { RunEvent } from "../../core/run/event.ts";
import type { RecordedEvidence, RunState } from "../../core/run/state.ts";
import { measureCheck } from "../checks/evaluateChecks.ts";
import type { RunPorts } from "../runPorts.ts";

/**
 * Reads once more the files that evidence was made of, right before an approval that saw it is used. What is no longer
 * what it was is recorded at this node: the evidence is then not the one that was approved, and the approval is void.
 * The gate, which comes next, measures all anew.
 */
export async function measureAgain(ports: RunPorts, state: RunState, node: string): Promise<RunEvent[]> {
  const before = state.evidence.filter((one) => one.node !== node && isOfFiles(one.evidence));
  const events = before.map(async ({ node: gate, evidence }): Promise<RunEvent[]> => {
    const spec = specOf(state, gate, evidence.check);
    if (spec === undefined) return [];
    const now = await measureCheck(ports, state, spec);
    return isTheSame(spec, evidence, now) ? [] : [{ type: "evidence-recorded", node, evidence: now }];
  });
  return (await Promise.all(events)).flat();
}

/** A person's word stands beside files, not on them. */
function isOfFiles({ files, attested }: Evidence): boolean {
  return files !== undefined && attested === undefined;
}

function specOf({ graph }: RunState, node: RecordedEvidence["node"], check: string): CheckSpec | undefined {
  const found = nodeOf(graph, node);
  return found?.kind === "check" ? found.checks.find((one) => one.id === check) : undefined;
}

/** Backups come and go while people decide; of them it counts that there still is one. */
function isTheSame({ terms }: CheckSpec, before: Evidence, now: Evidence): boolean {
  if (before.verdict !== now.verdict) return false;
  return terms?.kind === "backup" || digest(contents(before)) === digest(contents(now));
}

function contents({ files = [] }: Evidence): readonly (readonly [string, string])[] {
  return files.map(({ path, sha256 }) => [path, sha256]);
}
