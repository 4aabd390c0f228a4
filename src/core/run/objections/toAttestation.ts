import type { Evidence } from "../../evidence/evidence.ts";
import type { CheckNode, CheckSpec } from "../../graph/graph.ts";
import { nodeOf } from "../../graph/walk.ts";
import type { RunState } from "../state.ts";
import type { Objection, Request } from "./objection.ts";

/** What stands against a person's word: another place, a check that only a measurement settles, a measured failure. */
export function toAttestation(state: RunState, request: Request<"attest">): Objection {
  const node = waitingAt(state, request.node);
  if (node === undefined) return notHere(request.node);
  const spec = node.checks.find((one) => one.id === request.check);
  if (spec === undefined) return ["NoSuchCheck", `"${node.label}" has no check "${request.check}".`];
  if (spec.attestedFor === undefined) {
    return ["OnlyMeasured", `"${spec.label}" is measured, and nobody's word stands for it. Mend it and measure again.`];
  }
  if (request.statement.trim() === "") return ["NoStatement", "Say in a sentence what you saw or did."];
  const known = state.evidence.find((one) => one.node === node.id && one.evidence.check === spec.id)?.evidence;
  if (known?.attested === undefined && known?.verdict === "fail" && request.verdict === "pass") {
    return ["MeasuredFailure", `"${spec.label}" was measured and failed: ${known.message} Mend it and measure again.`];
  }
  return undefined;
}

/** What stands against measuring again. */
export function toRecheck(state: RunState, request: Request<"recheck">): Objection {
  return waitingAt(state, request.node) === undefined ? notHere(request.node) : undefined;
}

/** A person's word as evidence. */
export function attested(state: RunState, request: Request<"attest">, now: number): Evidence {
  const { by, check, statement, verdict } = request;
  const expiresAt = now + (specOf(state, request)?.attestedFor ?? 0) * 1000;
  return {
    check,
    verdict,
    reason: "Attested",
    message: `${by.name} says: ${statement.trim()}`,
    source: "attestation",
    collectedAt: now,
    attested: { by, statement: statement.trim(), expiresAt },
  };
}

function specOf(state: RunState, { node, check }: Request<"attest">): CheckSpec | undefined {
  return waitingAt(state, node)?.checks.find((one) => one.id === check);
}

function waitingAt(state: RunState, id: string): CheckNode | undefined {
  const node = nodeOf(state.graph, state.node);
  return node?.kind === "check" && node.waits === true && node.id === id && state.left === undefined ? node : undefined;
}

function notHere(node: string): Objection {
  return ["NotWaiting", `The run does not wait at "${node}". Look where it is now.`];
}
