import * as vscode from "vscode";
import { bindingHash } from "../../../core/approvals/binding.ts";
import { nodeOf } from "../../../core/graph/walk.ts";
import { requestId } from "../../../core/guard/requestFor.ts";
import type { GuardStore } from "../../../core/ports/guardStore.ts";
import { answer as judge } from "../../../core/run/answer.ts";
import type { Person } from "../../../core/run/release.ts";
import type { PendingApproval } from "../../../core/run/state.ts";
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
  if (said.type === "answer" && isKeptInCluster(asked)) await answerInCluster(services, asked, said);
  else await services.runs.submit(keyOf(asked.run), await requestFor(services, asked, said));
}

/** The same judgement the runner makes, made early and said, so that nobody reads or types in vain. */
export async function wouldCount(services: Services, asked: Asked, said: Said): Promise<boolean> {
  const { run } = asked;
  const request = await requestFor(services, asked, said);
  const by = said.type === "answer" && isKeptInCluster(asked) ? await signedIn(services, asked) : request.by;
  const [event] = judge(run.state, { ...request, by }, services.clock.now());
  if (event?.type !== "request-refused") return true;
  void vscode.window.showWarningMessage(sentences.refusedAnswer(event.message));
  return false;
}

async function requestFor(services: Services, { run, approval }: Asked, said: Said): Promise<InboxRequest> {
  const { node, binding } = approval;
  return { ...(await requestBase(services, run)), ...said, node, bindingHash: bindingHash(binding) };
}

function isKeptInCluster({ run, approval }: Asked): boolean {
  const node = nodeOf(run.state.graph, approval.node);
  return node?.kind === "approval" && node.policy.store === "cluster";
}

/** In a strict policy the typed word is what the guard keeps as the comment. */
async function answerInCluster(
  services: Services,
  { run, approval }: Asked,
  { answer, comment, word }: Extract<Said, { type: "answer" }>,
): Promise<void> {
  const text = answer === "approve" ? (word ?? comment) : comment;
  const { binding } = approval;
  const said = { request: requestId(binding), answer, bindingHash: bindingHash(binding) };
  const guards = await guardsOf(services, run);
  await guards.answer(run.state.release.namespace, { ...said, ...(text === undefined ? {} : { comment: text }) });
}

async function signedIn(services: Services, { run }: Asked): Promise<Person> {
  const { name } = await (await guardsOf(services, run)).whoAmI();
  return { name, source: "cluster" };
}

async function guardsOf({ parts, pool }: Services, { state }: RunView): Promise<GuardStore> {
  return (await parts.cluster()).guards(await pool.get(state.release.context));
}
