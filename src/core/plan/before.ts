import { isQuality } from "../gates/gateChecks.ts";
import { type CheckId, checkSpec } from "../gates/registry.ts";
import type { ApprovalPolicy, CheckSpec, Risk } from "../graph/graph.ts";
import type { Draft } from "./draft.ts";
import { END } from "./ends.ts";

/** How often a run may start over because an approval no longer held. */
const ROUNDS = 3;

const GROUP = "Before";

/** What stands before the first change. */
export interface BeforePlan {
  readonly checks: readonly CheckId[];
  /** What people work through and say; nothing waits for them where it is empty. */
  readonly list?: readonly CheckSpec[];
  readonly gate: readonly CheckSpec[];
  readonly policy: ApprovalPolicy | undefined;
  readonly risk: Risk;
  readonly environment: string;
  /** Id of the first change. */
  readonly onward: string;
}

/** Id of the first guard. */
export const FIRST_GUARD = "ready";

/** Start and the guards. */
export function before(plan: BeforePlan): readonly Draft[] {
  return [startDraft(FIRST_GUARD), ...guards(plan)];
}

/** Where a plan begins. */
export function startDraft(onward: string): Draft {
  return { node: { kind: "start", id: "start", label: "Start" }, ways: { started: onward }, group: GROUP };
}

/** Readiness, a list where there is one, gate where there is one, approval where one is asked for. */
export function guards(plan: BeforePlan): readonly Draft[] {
  const approve = plan.policy === undefined ? plan.onward : "approve";
  const gate = plan.gate.length === 0 ? approve : "gate";
  const { list = [] } = plan;
  const drafts: Draft[] = [readiness(plan.checks, list.length === 0 ? gate : "checklist")];
  if (list.length > 0) drafts.push(listDraft(list, gate));
  if (plan.gate.length > 0) drafts.push(gateDraft(plan.gate, approve));
  if (plan.policy !== undefined) drafts.push(approval(plan, plan.policy));
  return drafts;
}

function readiness(checks: readonly CheckId[], onward: string): Draft {
  const why = "A change that cannot work is not begun.";
  return {
    node: {
      kind: "check",
      id: FIRST_GUARD,
      label: "Ready to roll?",
      why,
      gate: true,
      limit: ROUNDS,
      checks: checks.map(checkSpec),
    },
    ways: { pass: onward, fail: END.blocked, inconclusive: END.blocked },
    group: GROUP,
  };
}

/** Lines that files or people answer: it waits for their words, and a failure that was measured shuts it. */
function listDraft(checks: readonly CheckSpec[], onward: string): Draft {
  const why = "What no tool can tell, somebody says who knows; files answer the rest.";
  return {
    node: { kind: "check", id: "checklist", label: "Checklist", why, gate: true, waits: true, checks },
    ways: { pass: onward, fail: END.blocked },
    group: GROUP,
  };
}

function gateDraft(checks: readonly CheckSpec[], onward: string): Draft {
  const why = "Every check needs evidence; without it the gate stays shut.";
  const quality = checks.some((check) => isQuality(check.id));
  return {
    node: { kind: "check", id: "gate", label: "Gate", why, gate: true, ...(quality ? { quality } : {}), checks },
    ways: { pass: onward, fail: END.blocked, inconclusive: END.blocked },
    group: GROUP,
  };
}

function approval({ environment, onward, risk: { level, reasons } }: BeforePlan, policy: ApprovalPolicy): Draft {
  const who = policy.required === 1 ? "One person says" : `${policy.required} people say`;
  const why = `${who} yes to exactly this before ${environment} changes.`;
  return {
    node: { kind: "approval", id: "approve", label: "Approval", why, policy, risk: { level, reasons } },
    ways: { approved: onward, rejected: END.rejected, expired: END.blocked, withdrawn: END.withdrawn },
    group: GROUP,
  };
}
