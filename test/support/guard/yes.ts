import type { GuardRequest } from "../../../src/core/guard/guard.ts";
import type { GuardAnswer } from "../../../src/core/guard/edits.ts";
import type { GuardedNamespace } from "./guardedNamespace.ts";
import { type Wanted, webRequest } from "./requests.ts";

/** ann asks for an image and somebody approves it. */
export async function approved(place: GuardedNamespace, wanted: Wanted): Promise<GuardRequest> {
  const request = webRequest(wanted);
  await place.store("ann").ask(place.namespace, request);
  await place.store("ben").answer(place.namespace, yesTo(request));
  return request;
}

export function yesTo(request: GuardRequest, more: Partial<GuardAnswer> = {}): GuardAnswer {
  return { request: request.id, answer: "approve", bindingHash: request.bindingHash, ...more };
}

/** A JSON patch of the guard's status by hand, past the adapter; kubectl's answer. */
export function writeStatus(
  place: GuardedNamespace,
  user: Parameters<GuardedNamespace["kubectl"]>[0],
  patch: readonly object[],
): ReturnType<GuardedNamespace["kubectl"]> {
  const args = ["patch", "deploymentguard", "tidegate", "--subresource=status", "--type=json"];
  return place.kubectl(user, [...args, `--patch=${JSON.stringify(patch)}`]);
}
