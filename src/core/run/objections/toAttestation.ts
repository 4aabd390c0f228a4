import { mayOverride } from "../../approvals/mayAnswer.ts";
import type { Evidence } from "../../evidence/evidence.ts";
import type { CheckNode, CheckSpec } from "../../graph/graph.ts";
import { nodeOf } from "../../graph/walk.ts";
import { saysSomething } from "../attempts.ts";
import { foundHere } from "../findings.ts";
import type { DeploymentWindows } from "../../windows/windows.ts";
import type { RunState } from "../state.ts";
import { overriding } from "../windowHeld.ts";
import type { Objection, Request } from "./objection.ts";

/** What is shorter explains nothing. */
const LEAST_WORDS = 3;

/** The last moment a date can tell, in milliseconds since the epoch. */
const LAST_MOMENT = 8.64e15;

/** What stands against a person's word: another place, a check that only a measurement settles, a measurement. */
export function toAttestation(state: RunState, request: Request<"attest">): Objection {
  const node = waitingAt(state, request.node);
  if (node === undefined) return notHere(request.node);
  const spec = node.checks.find((one) => one.id === request.check);
  if (spec === undefined) return ["NoSuchCheck", `"${node.label}" has no check "${request.check}".`];
  if (spec.attestedFor === undefined) {
    return ["OnlyMeasured", `"${spec.label}" is measured, and nobody's word stands for it. Mend it and measure again.`];
  }
  if (!saysSomething(request.statement)) return ["NoStatement", "Say in a sentence what you saw or did."];
  const held = spec.terms?.kind === "windows" ? toWindowOverride(state, spec.terms.windows, request) : undefined;
  if (held !== undefined) return held;
  const objection = toWordOn(spec, foundHere(state, node, spec.id), request.verdict);
  return node.mends !== undefined && objection?.[0] === "NotNeeded" ? undefined : objection;
}

/** A window is overridden by who is listed for it, with a reason that others can follow. */
function toWindowOverride(state: RunState, windows: DeploymentWindows, request: Request<"attest">): Objection {
  if (request.verdict === "fail")
    return ["OnlyMeasured", "The clock says whether the window is open, and nobody else."];
  const may = mayOverride(overriding(windows), state.requestedBy, state.authors, request.by);
  if (!may.ok) return [may.reason, may.message];
  if ((request.statement.match(/[\p{L}\p{N}]+/gu) ?? []).length >= LEAST_WORDS) return undefined;
  return [
    "NoReason",
    `An override needs a reason of at least ${LEAST_WORDS} words, for those who read it later. Say why.`,
  ];
}

/** Before anything was measured a word may be given; what is measured then decides whether it stands. */
function toWordOn(spec: CheckSpec, known: Evidence | undefined, verdict: "pass" | "fail"): Objection {
  if (known === undefined || known.attested !== undefined) return undefined;
  if (known.verdict === "fail") {
    return ["MeasuredFailure", `"${spec.label}" was measured and failed: ${known.message} Mend it and measure again.`];
  }
  if (known.verdict === "pass" && verdict === "pass") {
    return ["NotNeeded", `"${spec.label}" was measured and passed. Nobody's word is needed.`];
  }
  return undefined;
}

/** What stands against measuring again. */
export function toRecheck(state: RunState, request: Request<"recheck">): Objection {
  return waitingAt(state, request.node) === undefined ? notHere(request.node) : undefined;
}

/** A person's word as evidence. */
export function attested(state: RunState, request: Request<"attest">, now: number): Evidence {
  const { by, check, verdict } = request;
  const statement = request.statement.trim();
  const node = waitingAt(state, request.node);
  const spec = node?.checks.find((one) => one.id === check);
  const seconds = spec?.attestedFor ?? 0;
  const before = node === undefined ? undefined : foundHere(state, node, check);
  return {
    check,
    verdict,
    reason: "Attested",
    message: `${by.name} ${spec?.terms?.kind === "windows" ? "overrides the window" : "says"}: ${statement}${instead(before, verdict)}`,
    source: "attestation",
    collectedAt: now,
    attested: { by, statement, expiresAt: Math.min(now + seconds * 1000, LAST_MOMENT) },
  };
}

/** Who reads the newer word must see that an older one said otherwise. */
function instead(before: Evidence | undefined, verdict: "pass" | "fail"): string {
  if (before?.attested === undefined || before.verdict === verdict) return "";
  const { by, statement } = before.attested;
  return ` (${by.name} had said that it ${before.verdict === "pass" ? "passes" : "fails"}: ${statement})`;
}

function waitingAt(state: RunState, id: string): CheckNode | undefined {
  const node = nodeOf(state.graph, state.node);
  return node?.kind === "check" && node.waits === true && node.id === id && state.left === undefined ? node : undefined;
}

function notHere(node: string): Objection {
  return ["NotWaiting", `The run does not wait at "${node}". Look where it is now.`];
}
