import { isQuality } from "../gates/gateChecks.ts";
import { type CheckId, checkSpec } from "../gates/registry.ts";
import type { ApprovalPolicy, CheckSpec, Risk } from "../graph/graph.ts";
import type { DeploymentWindows } from "../windows/windows.ts";
import type { Draft } from "./draft.ts";
import { END } from "./ends.ts";
import { WINDOW, windowDraft } from "./windowDraft.ts";

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
  /** When the first change may begin; at any time where absent. */
  readonly windows?: DeploymentWindows | undefined;
  /** Id of the first change. */
  readonly onward: string;
}

/** Id of the guard that asks whether a change can work, where a run starts over whose approval no longer holds. */
const READY = "ready";

/** Id of the first guard. */
export function firstGuard({ windows }: Pick<BeforePlan, "windows">): string {
  return windows === undefined ? READY : WINDOW;
}

/** Start and the guards. */
export function before(plan: BeforePlan): readonly Draft[] {
  return [startDraft(firstGuard(plan)), ...guards(plan)];
}

/** Where a plan begins. */
export function startDraft(onward: string): Draft {
  return { node: { kind: "start", id: "start", label: "Start" }, ways: { started: onward }, group: GROUP };
}

/** The window where there is one, readiness, a list where there is one, gate where there is one, approval where one is asked for. */
export function guards(plan: BeforePlan): readonly Draft[] {
  const approve = plan.policy === undefined ? plan.onward : "approve";
  const gate = plan.gate.length === 0 ? approve : "gate";
  const { list = [] } = plan;
  const checks: readonly CheckId[] =
    plan.policy?.store === "cluster" ? [...plan.checks, "approvals-enforced"] : plan.checks;
  const drafts: Draft[] = plan.windows === undefined ? [] : [windowDraft(plan.windows, plan.policy, READY)];
  drafts.push(readiness(checks, list.length === 0 ? gate : "checklist"));
  if (list.length > 0) drafts.push(listDraft(list, gate));
  if (plan.gate.length > 0) drafts.push(gateDraft(plan.gate, approve));
  if (plan.policy !== undefined) drafts.push(approval(plan, plan.policy));
  return drafts;
}

/** The first change of a plan with what guards it: the approval that it uses, the window that it begins in. */
export function guarded(draft: Draft, { approved, windows }: FirstChange): Draft {
  const { node, ways } = draft;
  if (node.kind !== "action") return draft;
  return {
    ...draft,
    node: { ...node, ...(approved ? { approval: "approve" } : {}), ...(windows === undefined ? {} : { windows }) },
    ways: { ...ways, ...(approved ? { voided: READY } : {}), ...(windows === undefined ? {} : { closed: WINDOW }) },
  };
}

/** What the first change of a plan waits for. */
export interface FirstChange {
  readonly approved: boolean;
  readonly windows: DeploymentWindows | undefined;
}

function readiness(checks: readonly CheckId[], onward: string): Draft {
  const why = "A change that cannot work is not begun.";
  return {
    node: {
      kind: "check",
      id: READY,
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
