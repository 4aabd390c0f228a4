import { bindingFor } from "../../core/approvals/binding.ts";
import type { Effect } from "../../core/run/effect.ts";
import type { RunEvent } from "../../core/run/event.ts";
import type { RunState } from "../../core/run/state.ts";
import { serverDiff } from "../change/serverDiff.ts";
import type { RunPorts } from "../runPorts.ts";
import { lostInCluster } from "../approvals/stillApproved.ts";
import { measureAgain } from "./measureAgain.ts";

type RequestApproval = Extract<Effect, { type: "request-approval" }>;
type RecheckApproval = Extract<Effect, { type: "recheck-approval" }>;

/** Binds a request to what would be done now. */
export async function requestApproval(ports: RunPorts, state: RunState, effect: RequestApproval): Promise<RunEvent[]> {
  const { hash } = await serverDiff(ports.cluster, state.release.namespace, state.graph);
  const { node, expiresAt } = effect;
  const binding = bindingFor(state, node, { manifestHash: hash, nonce: ports.nonce() });
  return [{ type: "approval-requested", node, binding, expiresAt }];
}

/** Reads once more what would be done and what it rests on, right before an approval is used. */
export async function recheckApproval(ports: RunPorts, state: RunState, effect: RecheckApproval): Promise<RunEvent[]> {
  const { node, generation } = effect;
  const changed = await measureAgain(ports, state, node);
  const { hash } = await serverDiff(ports.cluster, state.release.namespace, state.graph);
  const lost = await lostInCluster(ports, state);
  const found = { node, generation, manifestHash: hash, ...(lost === undefined ? {} : { lost }) };
  return [...changed, { type: "approval-checked", ...found }];
}
