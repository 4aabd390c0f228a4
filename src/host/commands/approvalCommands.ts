import * as vscode from "vscode";
import { messageOf } from "../../base/result.ts";
import { bindingHash } from "../../core/approvals/binding.ts";
import { mayAnswer } from "../../core/approvals/mayAnswer.ts";
import { nodeOf } from "../../core/graph/walk.ts";
import type { PendingApproval } from "../../core/run/state.ts";
import { serverDiff } from "../../engine/change/serverDiff.ts";
import { askText } from "../ask/pick.ts";
import { type DiffNow, reviewText } from "../documents/reviewText.ts";
import { l10n } from "../l10n.ts";
import { buttons, sentences } from "../messages/messages.ts";
import { evidenceWords } from "../runs/evidenceWords.ts";
import { riskOf, riskWords } from "../runs/risk.ts";
import { keyOf, placeOf, type RunView } from "../runs/runView.ts";
import type { Services } from "../services.ts";
import { dateAndTime } from "../text/time.ts";
import { oneLine } from "../text/words.ts";
import type { Handlers } from "./registry.ts";
import { chooseRun, requestBase } from "./runCommands.ts";

type Answer = "approve" | "reject";

/** Looking at what an approval is about, and answering it. Only a person comes here: no tool calls these. */
export function approvalCommands(
  services: Services,
): Pick<Handlers, "tidegate.review" | "tidegate.approve" | "tidegate.reject"> {
  const waiting = async (subject: unknown, title: string) => {
    const run = await chooseRun(services, subject, title, ({ state }) => state.approval !== undefined);
    const approval = run?.state.approval;
    if (run !== undefined && approval !== undefined) return { run, approval };
    if (run !== undefined) vscode.window.setStatusBarMessage(sentences.answered(), 3000);
    return undefined;
  };
  return {
    "tidegate.review": async (subject) => {
      const found = await waiting(subject, l10n.t("Review Approval"));
      if (found !== undefined) await review(services, found.run, found.approval);
    },
    "tidegate.approve": async (subject) => {
      const found = await waiting(subject, l10n.t("Approve"));
      if (found !== undefined) await approve(services, found.run, found.approval);
    },
    "tidegate.reject": async (subject) => {
      const found = await waiting(subject, l10n.t("Reject"));
      if (found !== undefined) await reject(services, found.run, found.approval);
    },
  };
}

async function review(services: Services, run: RunView, approval: PendingApproval): Promise<void> {
  const text = reviewText(run.state, approval, await diffNow(services, run));
  await services.documents.preview(`approvals/approval-${run.state.run}.md`, text);
}

async function diffNow(services: Services, { state }: RunView): Promise<DiffNow> {
  const title = l10n.t("Asking the API server for the diff");
  return await vscode.window.withProgress({ location: { viewId: "tidegate.approvals" }, title }, async () => {
    try {
      return {
        diff: await serverDiff(await services.pool.get(state.release.context), state.release.namespace, state.graph),
      };
    } catch (error) {
      return { problem: messageOf(error) };
    }
  });
}

/** The bound facts come first, in a modal dialog; the answer is bound to what was shown. */
async function approve(services: Services, run: RunView, approval: PendingApproval): Promise<void> {
  if (!(await mayThisPerson(services, run))) return;
  const { state } = run;
  const detail = [
    ...state.release.changes.map(({ workload, from, to }) => `${workload.name}: ${oneLine(from)} → ${oneLine(to)}`),
    l10n.t("Asked for by {0}", oneLine(state.requestedBy.name)),
    l10n.t(
      "{0} of {1} approvals given, until {2}",
      approval.decisions.length,
      approval.required,
      dateAndTime(approval.expiresAt),
    ),
    l10n.t("Risk: {0}. {1}", riskOf(state), riskWords(state)),
    ...evidenceWords(state),
    l10n.t("Your yes is kept in this workspace as an attestation under your git name."),
  ].join("\n");
  const message = l10n.t("Approve {0} {1}?", oneLine(placeOf(state)), oneLine(state.release.version));
  const [yes, look] = [{ title: buttons.approve() }, { title: buttons.review() }];
  const answer = await vscode.window.showInformationMessage(message, { modal: true, detail }, yes, look);
  if (answer?.title === look.title) await review(services, run, approval);
  if (answer?.title === yes.title) await submit(services, run, approval, "approve");
}

async function reject(services: Services, run: RunView, approval: PendingApproval): Promise<void> {
  if (!(await mayThisPerson(services, run))) return;
  const { state } = run;
  const title = l10n.t("Reject {0} {1}", oneLine(placeOf(state)), oneLine(state.release.version));
  const prompt = l10n.t("A rejection is final and ends the run. Say why, for the one who asked.");
  const answer = await askText({ title, placeholder: l10n.t("Reason"), prompt }, (text) =>
    text.trim() === "" ? l10n.t("Type a reason") : undefined,
  );
  if (answer.type === "next") await submit(services, run, approval, "reject", answer.value.trim());
}

/** The same judgement the runner makes, made early, so that nobody answers in vain. */
async function mayThisPerson(services: Services, { file, state }: RunView): Promise<boolean> {
  const node = nodeOf(state.graph, state.node);
  const me = await (await services.runs.folder(file)).me();
  const verdict = node?.kind === "approval" ? mayAnswer(node.policy, state.requestedBy, state.authors, me) : undefined;
  if (verdict === undefined || verdict.ok) return true;
  void vscode.window.showWarningMessage(sentences.refusedAnswer(verdict.message));
  return false;
}

async function submit(
  services: Services,
  run: RunView,
  approval: PendingApproval,
  answer: Answer,
  comment?: string,
): Promise<void> {
  await services.runs.submit(keyOf(run), {
    ...(await requestBase(services, run)),
    type: "answer",
    node: approval.node,
    answer,
    bindingHash: bindingHash(approval.binding),
    ...(comment === undefined ? {} : { comment: comment.slice(0, 2000) }),
  });
}
