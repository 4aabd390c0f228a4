import { type JudgedRisk, judgeRisk } from "../approvals/risk.ts";
import type { EnvironmentConfig } from "../config/config.ts";
import type { Action, ApprovalPolicy, Graph, GraphNode } from "../graph/graph.ts";
import { type Release, releaseName } from "../run/release.ts";
import { span } from "../run/words.ts";
import { windowsOf } from "../windows/windowsOf.ts";
import { before, guarded } from "./before.ts";
import { type Draft, assemble, idFor } from "./draft.ts";
import { END, ends } from "./ends.ts";
import { approvalPolicyOf } from "./policy.ts";
import { restored, WAY_BACK } from "./wayBack.ts";

/** A change of a running workload that is no new version. */
export type Operation = Extract<Action, { type: "scale" | "restart" }>;

/** What a plan for an operation is made from. */
export interface OperationPlan {
  readonly release: Release;
  readonly environment: EnvironmentConfig;
  readonly operation: Operation;
  /** Whether it is asked for in business hours. */
  readonly businessHours: boolean;
}

const GROUP = "Change";
const BACK = "scale-back";

/** How much harm an operation can do, and whether it always needs a yes. */
export function operationRisk({ environment, operation, businessHours }: Omit<OperationPlan, "release">): JudgedRisk {
  const { production, rollback } = environment;
  // The number of pods that run now proved itself by running; pods that were replaced are gone.
  const proved = operation.type === "scale" ? "verified" : "none";
  return judgeRisk([operation], { production, rollback, businessHours, wayBack: proved });
}

/**
 * The graph of a scaling or a restart: permission and lock, the yes that its risk asks for, the change, and a watch. A
 * scaling that does not become ready goes back to the number of pods there was; a restart has no way back.
 */
export function planOperation(plan: OperationPlan): Graph {
  const { release, environment, operation } = plan;
  const risk = operationRisk(plan);
  const policy = policyFor(environment, risk);
  const windows = windowsOf(environment.windows);
  const change = idFor(operation.type, operation.workload);
  const scaling = operation.type === "scale";
  const trouble = !scaling ? undefined : environment.rollback === "automatic" ? BACK : "trouble";
  const head = {
    id: `${operation.type}-${release.application}-${release.environment}`,
    title: `${release.application} → ${release.environment} ${releaseName(release)}`,
    start: "start",
    ...(trouble === undefined ? {} : { rollback: BACK, trouble }),
  };
  return assemble(head, [
    ...before({
      checks: ["may-patch", "environment-free"],
      gate: [],
      policy,
      risk,
      environment: release.environment,
      windows,
      onward: change,
    }),
    guarded(changeDraft(change, operation, trouble ?? END.failed), { approved: policy !== undefined, windows }),
    ...watches(operation, environment, trouble ?? END.failed),
    ...(scaling ? wayBack(operation, environment.deadline) : []),
    ...ends(scaling ? "Scaled" : "Restarted"),
  ]);
}

/** An environment's approval is for deployments; an operation is asked about where that is always due. */
function policyFor(environment: EnvironmentConfig, { hazards }: JudgedRisk): ApprovalPolicy | undefined {
  return hazards.length === 0 ? undefined : approvalPolicyOf(environment, hazards);
}

/** What an operation does, in a sentence. */
export function operationWords(operation: Operation): string {
  const { name } = operation.workload;
  if (operation.type === "restart") return `All pods of ${name} are replaced, a few at a time.`;
  return `${name} goes from ${operation.from} to ${operation.to} pods.`;
}

function changeDraft(id: string, operation: Operation, failed: string): Draft {
  const { name } = operation.workload;
  const node: GraphNode = {
    kind: "action",
    id,
    label: operation.type === "scale" ? `Scale ${name} to ${operation.to}` : `Restart ${name}`,
    why: operationWords(operation),
    action: operation,
  };
  return { node, ways: { done: "settled", failed }, group: GROUP };
}

function watches(operation: Operation, { deadline, hold }: EnvironmentConfig, bad: string): readonly Draft[] {
  const ways = { failed: bad, deadline: bad, paused: bad, superseded: END.superseded };
  const workloads = [operation.workload];
  return [
    {
      node: {
        kind: "hold",
        id: "settled",
        label: `${operation.workload.name} ready?`,
        why: `Every pod must be available; the deadline is ${span(deadline * 1000)}.`,
        until: "ready",
        seconds: deadline,
        workloads,
      },
      ways: { healthy: "hold", ...ways },
      group: GROUP,
    },
    {
      node: {
        kind: "hold",
        id: "hold",
        label: `Hold ${span(hold * 1000)}`,
        why: "Pods that came up may still fail, so they are watched on.",
        until: "elapsed",
        seconds: hold,
        workloads,
      },
      ways: { healthy: END.verified, ...ways },
      group: GROUP,
    },
  ];
}

function wayBack({ workload, from, to }: Extract<Operation, { type: "scale" }>, deadline: number): readonly Draft[] {
  const why = `It is over when the ${from} pods are ready again; they have ${span(deadline * 1000)}.`;
  return [
    {
      node: {
        kind: "decision",
        id: "trouble",
        label: "Scale back?",
        why: "The run stopped after it had changed something; a person decides what becomes of it.",
        question: `Go back to ${from} pods, or keep ${to}?`,
        options: [
          { id: "roll-back", label: `Back to ${from}` },
          { id: "keep", label: `Keep ${to}` },
        ],
      },
      ways: { "roll-back": BACK, keep: END.kept },
      group: GROUP,
    },
    {
      node: {
        kind: "action",
        id: BACK,
        label: `Scale ${workload.name} to ${from}`,
        why: `${workload.name} goes back to the ${from} pods there were.`,
        action: { type: "scale", workload, from: to, to: from },
        back: true,
      },
      ways: { done: "restored", failed: END.failed },
      group: WAY_BACK,
    },
    restored([workload], deadline, why),
  ];
}
