import * as vscode from "vscode";
import { bindingHash } from "../../../core/approvals/binding.ts";
import { answer as judge } from "../../../core/run/answer.ts";
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

/** Puts an answer into the run's inbox, bound to what was shown. */
export async function submitAnswer(services: Services, asked: Asked, said: Said): Promise<void> {
  await services.runs.submit(keyOf(asked.run), await requestFor(services, asked, said));
}

/** The same judgement the runner makes, made early and said, so that nobody reads or types in vain. */
export async function wouldCount(services: Services, asked: Asked, said: Said): Promise<boolean> {
  const { run } = asked;
  const [event] = judge(run.state, await requestFor(services, asked, said), services.clock.now());
  if (event?.type !== "request-refused") return true;
  void vscode.window.showWarningMessage(sentences.refusedAnswer(event.message));
  return false;
}

async function requestFor(services: Services, { run, approval }: Asked, said: Said): Promise<InboxRequest> {
  const { node, binding } = approval;
  return { ...(await requestBase(services, run)), ...said, node, bindingHash: bindingHash(binding) };
}
