import type { Binding } from "../../core/approvals/approval.ts";
import { riskNow } from "../../core/approvals/risk.ts";
import type { ApprovalNode, Risk } from "../../core/graph/graph.ts";
import type { Release } from "../../core/run/release.ts";
import type { PendingApproval, RunState } from "../../core/run/state.ts";
import type { ApprovalView } from "../../protocol/panel.ts";
import type { Place } from "./place.ts";
import type { Wishes } from "./wishes.ts";

/** Answers that lie beside the workspace carry a name that can be forged; it is said wherever they are shown. */
const IN_WORKSPACE =
  "Answers are kept in this workspace under the name that git or the operating system gives: an attestation, not a proof of who answered.";

const IN_CLUSTER =
  "Answers are kept in the cluster under the name of whoever signs in there, and its API server refuses those that do not count.";

/** An approval as it stands: who answered, what a yes is bound to, and what the person here may do. */
export function approvalView(place: Place, node: ApprovalNode, wishes: Wishes): ApprovalView {
  const { state } = place;
  const pending = requestAt(state, node.id);
  const waits = state.approval?.node === node.id;
  const mayNot = waits ? wishes.mayNotApprove(node.id) : undefined;
  return {
    state: waits ? "waiting" : stateOf(place, node.id),
    required: node.policy.required,
    decisions: (pending?.decisions ?? []).map(({ by, answer, comment }) => {
      return { by: by.name, answer, ...(comment === undefined ? {} : { comment }) };
    }),
    requestedBy: state.requestedBy.name,
    ...(waits && pending !== undefined ? { expiresAt: pending.expiresAt } : {}),
    risk: riskView(riskNow(state, node.id)),
    facts: [...releaseFacts(state.release), ...bindingFacts(state, pending?.binding)],
    store: storeOf(node),
    strict: node.policy.strict === true,
    mayAnswer: waits && mayNot === undefined,
    ...(mayNot === undefined ? {} : { mayNot }),
    mayOverride: waits && wishes.mayOverride(node.id),
    mayWithdraw: pending !== undefined && wishes.mayWithdraw(node.id),
  };
}

/** An approval in a graph that nobody walks. */
export function unaskedApproval(node: ApprovalNode): ApprovalView {
  const { policy, risk } = node;
  return {
    state: "ahead",
    required: policy.required,
    decisions: [],
    requestedBy: "",
    risk: riskView(risk ?? NOT_JUDGED),
    facts: [],
    store: storeOf(node),
    strict: policy.strict === true,
    mayAnswer: false,
    mayOverride: false,
    mayWithdraw: false,
  };
}

function storeOf({ policy }: ApprovalNode): string {
  return policy.store === "cluster" ? IN_CLUSTER : IN_WORKSPACE;
}

/** The request that waits here, or else the last one that did. */
export function requestAt({ approval, asked }: RunState, node: string): PendingApproval | undefined {
  return [approval, ...asked].find((one) => one?.node === node);
}

const STATES: Readonly<Record<string, ApprovalView["state"]>> = {
  approved: "approved",
  rejected: "rejected",
  expired: "expired",
  withdrawn: "withdrawn",
};

function stateOf({ steps }: Place, node: string): ApprovalView["state"] {
  return STATES[steps.get(node)?.at(-1)?.outcome ?? ""] ?? "ahead";
}

/** What a graph changes is not known before a run is asked for, and never called harmless. */
const NOT_JUDGED: Risk = { level: "medium", reasons: ["The risk is judged once a run is asked for."] };

function riskView({ level, reasons }: Risk): ApprovalView["risk"] {
  return { level, reasons: [...reasons] };
}

type Facts = ApprovalView["facts"];

function releaseFacts({ application, environment, context, namespace, version, changes }: Release): Facts {
  return [
    { name: "Application", value: application },
    { name: "Environment", value: environment },
    { name: "Cluster and namespace", value: `${context}/${namespace}` },
    ...(version === "" ? [] : [{ name: "Version", value: version }]),
    ...changes.map(({ workload, container, from, to }) => {
      const of = container === workload.name ? workload.name : `${workload.name}, ${container}`;
      return { name: of, value: `${from} → ${to}` };
    }),
  ];
}

/** Before it is asked there is no binding; the diff is then the one that was looked at when the run was asked for. */
function bindingFacts({ run, manifestHash }: RunState, binding: Binding | undefined): Facts {
  const asked = binding === undefined ? [] : [binding];
  return [
    { name: "Run", value: run },
    { name: "Manifests (SHA-256)", value: binding?.manifestHash ?? manifestHash },
    ...asked.flatMap(({ evidenceHash, strategyHash, artifactHash, nonce }) => [
      { name: "Evidence (SHA-256)", value: evidenceHash },
      { name: "Plan (SHA-256)", value: strategyHash },
      { name: "Images (SHA-256)", value: artifactHash },
      { name: "Nonce", value: nonce },
    ]),
  ];
}
