import * as vscode from "vscode";
import { samePerson } from "../../../core/approvals/person.ts";
import { isStrict, YES } from "../../../core/approvals/strictWord.ts";
import { releaseName } from "../../../core/run/release.ts";
import { askStrictWord } from "../../ask/askStrictWord.ts";
import { askText } from "../../ask/pick.ts";
import { l10n } from "../../l10n.ts";
import { buttons, sentences } from "../../messages/messages.ts";
import { placeOf, type RunView } from "../../runs/runView.ts";
import type { Services } from "../../services.ts";
import { oneLine } from "../../text/words.ts";
import { boundFacts } from "./boundFacts.ts";
import { review } from "./review.ts";
import { type Asked, submitAnswer, wouldCount } from "./submitAnswer.ts";

/** Longest comment that a request may carry. */
const LONGEST = 2000;

/** The bound facts come first, in a modal dialog; where the policy is strict, the word is typed after them. */
export async function approve(services: Services, asked: Asked): Promise<void> {
  const said = { type: "answer", answer: "approve", word: YES } as const;
  if (!(await wouldCount(services, asked, said))) return;
  const message = l10n.t("Approve {0}?", what(asked.run));
  if (!(await afterTheFacts(services, asked, message, buttons.approve()))) return;
  if (!isStrict(asked.run.state.graph, asked.approval.node))
    return await submitAnswer(services, asked, { type: "answer", answer: "approve" });
  const word = await askStrictWord(l10n.t("Approve {0}", what(asked.run)));
  if (word !== undefined) await submitAnswer(services, asked, { ...said, word });
}

/** A no ends the run, so it says why. */
export async function reject(services: Services, asked: Asked): Promise<void> {
  if (!(await wouldCount(services, asked, { type: "answer", answer: "reject", comment: "reason" }))) return;
  const title = l10n.t("Reject {0}", what(asked.run));
  const comment = await askReason(
    title,
    l10n.t("A rejection is final and ends the run. Say why, for the one who asked."),
  );
  if (comment !== undefined) await submitAnswer(services, asked, { type: "answer", answer: "reject", comment });
}

/** Facts, reason, and the environment's name typed: whoever puts a request through alone does it knowingly. */
export async function override(services: Services, asked: Asked): Promise<void> {
  if (!(await wouldCount(services, asked, { type: "answer", answer: "override", comment: "reason" }))) return;
  const message = l10n.t("Override the approval of {0}? Nobody else is asked.", what(asked.run));
  if (!(await afterTheFacts(services, asked, message, buttons.override()))) return;
  const title = l10n.t("Override the Approval of {0}", what(asked.run));
  const comment = await askReason(title, l10n.t("Say why it cannot wait. The journal keeps it under your name."));
  if (comment === undefined) return;
  const { environment } = asked.run.state.release;
  const prompt = l10n.t("You alone put this through: type {0} to go on.", oneLine(environment));
  const typed = await askText({ title, placeholder: environment, prompt }, (text) =>
    text.trim() === environment ? undefined : sentences.typeNameProblem(environment),
  );
  if (typed.type === "next") await submitAnswer(services, asked, { type: "answer", answer: "override", comment });
}

/** From who asked it takes back the request, from anybody else their own yes. */
export async function withdraw(services: Services, asked: Asked): Promise<void> {
  if (!(await wouldCount(services, asked, { type: "withdraw" }))) return;
  const { state, file } = asked.run;
  const me = await (await services.runs.folder(file)).me();
  const whole = state.approval !== undefined && samePerson(state.requestedBy, me);
  const message = whole
    ? l10n.t("Take back the request for {0}? The run ends, with nothing changed.", what(asked.run))
    : l10n.t("Take back your yes to {0}? It is then asked for again.", what(asked.run));
  const button = { title: buttons.withdraw() };
  const answer = await vscode.window.showWarningMessage(message, { modal: true }, button);
  if (answer?.title === button.title) await submitAnswer(services, asked, { type: "withdraw" });
}

async function afterTheFacts(services: Services, asked: Asked, message: string, verb: string): Promise<boolean> {
  const detail = boundFacts(asked.run.state, asked.approval);
  const [yes, look] = [{ title: verb }, { title: buttons.review() }];
  const answer = await vscode.window.showInformationMessage(message, { modal: true, detail }, yes, look);
  if (answer?.title === look.title) await review(services, asked);
  return answer?.title === yes.title;
}

async function askReason(title: string, prompt: string): Promise<string | undefined> {
  const answer = await askText({ title, placeholder: l10n.t("Reason"), prompt }, (text) =>
    text.trim() === "" ? l10n.t("Type a reason") : undefined,
  );
  return answer.type === "next" ? answer.value.trim().slice(0, LONGEST) : undefined;
}

function what({ state }: RunView): string {
  return `${oneLine(placeOf(state))} ${oneLine(releaseName(state.release))}`;
}
