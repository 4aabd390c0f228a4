import * as vscode from "vscode";
import { bindingHash } from "../../../core/approvals/binding.ts";
import { isKeptInCluster } from "../../../core/guard/keptInCluster.ts";
import type { GuardStore } from "../../../core/ports/guardStore.ts";
import { answer as judge } from "../../../core/run/answer.ts";
import type { PendingApproval } from "../../../core/run/state.ts";
import { boundRequest, guardAnswer, signedIn } from "../../../engine/approvals/guardAnswer.ts";
import type { InboxRequest } from "../../../protocol/inbox.ts";
import { sentences } from "../../messages/messages.ts";
import { keyOf, type RunView } from "../../runs/runView.ts";
import type { Services } from "../../services.ts";
import { requestBase } from "../runCommands.ts";

/** An approval that a command is about, and its run. */
export interface Asked {
  readonly run: RunView;
  readonly approval: PendingApproval;
}

type Bare<T> = T extends unknown ? Omit<T, "id" | "at" | "by" | "node" | "bindingHash"> : never;
/** An answer or a withdrawal, without what every one has. */
type Said = Bare<Extract<InboxRequest, { type: "answer" | "withdraw" }>>;

/**
 * Gives an answer, bound to what was shown: into the run's inbox, or, where the cluster takes the answers, into its
 * guard with the person's own sign-in.
 */
export async function submitAnswer(services: Services, asked: Asked, said: Said): Promise<void> {
  if (said.type === "answer" && isForCluster(asked)) await answerInCluster(services, asked, said);
  else await services.runs.submit(keyOf(asked.run), await requestFor(services, asked, said));
}

/** The same judgement the runner makes, made early and said, so that nobody reads or types in vain. */
export async function wouldCount(services: Services, asked: Asked, said: Said): Promise<boolean> {
  const { run } = asked;
  const request = await requestFor(services, asked, said);
  const by = said.type === "answer" && isForCluster(asked) ? await signedIn(await guardsOf(services, run)) : request.by;
  const [event] = judge(run.state, { ...request, by }, services.clock.now());
  if (event?.type !== "request-refused") return true;
  void vscode.window.showWarningMessage(sentences.refusedAnswer(event.message));
  return false;
}

async function requestFor(services: Services, { run, approval }: Asked, said: Said): Promise<InboxRequest> {
  const { node, binding } = approval;
  return { ...(await requestBase(services, run)), ...said, node, bindingHash: bindingHash(binding) };
}

function isForCluster({ run, approval }: Asked): boolean {
  return isKeptInCluster(run.state.graph, approval.node);
}

async function answerInCluster(
  services: Services,
  { run, approval }: Asked,
  said: Extract<Said, { type: "answer" }>,
): Promise<void> {
  const guards = await guardsOf(services, run);
  await guards.answer(run.state.release.namespace, guardAnswer(boundRequest(approval), said));
}

async function guardsOf({ parts, pool }: Services, { state }: RunView): Promise<GuardStore> {
  return (await parts.cluster()).guards(await pool.get(state.release.context));
}
