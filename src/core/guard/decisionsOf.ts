import type { ApprovalDecision, Binding } from "../approvals/approval.ts";
import { bindingHash } from "../approvals/binding.ts";
import type { GuardRequest } from "./guard.ts";

/** What a request is bound to, by its members. */
export function bindingOf(request: GuardRequest): Binding {
  const { run, node, application, environment, artifactHash, manifestHash, evidenceHash, strategyHash, nonce } =
    request;
  return { run, node, application, environment, artifactHash, manifestHash, evidenceHash, strategyHash, nonce };
}

/** Whether a request's hash is that of its members: the API server cannot hash, whoever reads it can. */
export function isGenuine(request: GuardRequest): boolean {
  return bindingHash(bindingOf(request)) === request.bindingHash;
}

/**
 * The answers of a request as a run counts them, each by who the API server took the writer for. None where the request
 * was withdrawn or its hash is not that of its members.
 */
export function decisionsOf(request: GuardRequest): readonly ApprovalDecision[] {
  if (request.withdrawn !== undefined || !isGenuine(request)) return [];
  return (request.decisions ?? []).map(({ by, answer, comment, bindingHash: seen }) => ({
    by: { name: by, source: "cluster" },
    answer,
    ...(comment !== undefined && { comment }),
    bindingHash: seen,
    // Stable: reading a guard twice writes no answer down twice.
    request: `${request.id}/${answer}/${by}`,
  }));
}
