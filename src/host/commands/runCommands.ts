import * as vscode from "vscode";
import { Fault } from "../../base/result.ts";
import { timestamp } from "../../base/clock.ts";
import type { Intervention } from "../../core/run/event.ts";
import type { InboxRequest } from "../../protocol/inbox.ts";
import { confirm } from "../ask/confirm.ts";
import { pickOne } from "../ask/pick.ts";
import { runText } from "../documents/runText.ts";
import { l10n } from "../l10n.ts";
import { sentences } from "../messages/messages.ts";
import { attentionOf } from "../notify/attention.ts";
import { abortWords } from "../runs/abortWords.ts";
import { headingOf, isActive, keyOf, placeOf, runId, type RunView, runWords } from "../runs/runView.ts";
import type { Services } from "../services.ts";
import { plain } from "../text/plain.ts";
import type { Handlers } from "./registry.ts";
import { runKeyOf, runSubjectOf } from "./subject.ts";

type Own =
  | "tidegate.showRun"
  | "tidegate.answer"
  | "tidegate.pauseRun"
  | "tidegate.resumeRun"
  | "tidegate.abortRun"
  | "tidegate.rollBackRun";

/** Commands that steer a run. Each is a request to its runner, which answers it in the journal. */
export function runCommands(services: Services): Pick<Handlers, Own> {
  return {
    "tidegate.showRun": async (subject) => {
      const run = await chooseRun(services, subject, l10n.t("Show Run"), () => true);
      if (run === undefined) return;
      const text = (): string => runText(services.runs.find(keyOf(run)) ?? run, services.clock.now());
      await services.documents.preview(`runs/run-${run.state.run}.md`, text);
    },
    "tidegate.answer": (subject) => answerQuestion(services, subject),
    "tidegate.pauseRun": (subject) => intervene(services, subject, "pause", (run) => !run.state.paused),
    "tidegate.resumeRun": (subject) => intervene(services, subject, "resume", (run) => run.state.paused),
    "tidegate.abortRun": (subject) => intervene(services, subject, "abort", () => true),
    "tidegate.rollBackRun": (subject) => intervene(services, subject, "rollback", () => true),
  };
}

/** The run a command was called on; else asks, among those for which it makes sense. */
export async function chooseRun(
  services: Services,
  subject: unknown,
  title: string,
  fits: (run: RunView) => boolean,
): Promise<RunView | undefined> {
  const key = runKeyOf(subject);
  const named = key === undefined ? undefined : services.runs.find(key);
  if (named !== undefined) return named;
  const runs = services.runs.all.filter(fits);
  if (runs.length === 0) throw new Fault("NoRuns", sentences.noRuns());
  if (runs.length === 1) return runs[0];
  const now = services.clock.now();
  const choices = runs.map((value) => ({
    label: plain(`#${value.state.run} ${headingOf(value.state)}`),
    description: plain(runWords(value, now)),
    value,
  }));
  const answer = await pickOne({ title, placeholder: l10n.t("Run") }, choices);
  return answer.type === "next" ? answer.value : undefined;
}

/** The members that every request has. */
export async function requestBase(
  services: Services,
  { file }: { readonly file: string },
): Promise<Pick<InboxRequest, "id" | "at" | "by">> {
  const { requestId } = await services.parts.workspace();
  const folder = await services.runs.folder(file);
  return { id: requestId(), at: timestamp(services.clock.now()), by: await folder.me() };
}

async function intervene(
  services: Services,
  subject: unknown,
  kind: Intervention,
  fits: (run: RunView) => boolean,
): Promise<void> {
  const verb = verbs()[kind];
  const run = await chooseRun(services, subject, verb, (one) => isActive(one) && fits(one));
  if (run === undefined) return;
  const { release } = run.state;
  const destructive = kind === "abort" || kind === "rollback";
  const sentence = consequences(run)[kind];
  const { environment, production } = release;
  if (destructive && !(await confirm({ verb, sentence, environment, production }))) return;
  await services.runs.submit(keyOf(run), { ...(await requestBase(services, run)), type: "intervene", kind });
}

function verbs(): Readonly<Record<Intervention, string>> {
  return {
    pause: l10n.t("Pause Run"),
    resume: l10n.t("Resume Run"),
    abort: l10n.t("Abort Run"),
    rollback: l10n.t("Roll Back Run"),
  };
}

function consequences({ state }: RunView): Readonly<Record<Intervention, string>> {
  const place = plain(placeOf(state));
  const from = plain([...new Set(state.release.changes.map((change) => change.from))].join(", "));
  return {
    pause: "",
    resume: "",
    abort: abortWords(state),
    rollback: l10n.t("Run #{0} goes back: {1} returns to {2}.", state.run, place, from),
  };
}

async function answerQuestion(services: Services, subject: unknown): Promise<void> {
  const asking = attentionOf(services.runs.all).filter((one) => one.type === "decision");
  const ids = new Set(asking.map(({ run }) => runId(keyOf(run))));
  const run = await chooseRun(services, subject, l10n.t("Answer Question"), (one) => ids.has(runId(keyOf(one))));
  const question = asking.find((one) => run !== undefined && runId(keyOf(one.run)) === runId(keyOf(run)));
  if (run === undefined || question === undefined) {
    vscode.window.setStatusBarMessage(sentences.answered(), 3000);
    return;
  }
  const meant = runSubjectOf(subject);
  if (meant?.option !== undefined && meant.node === run.state.question?.node)
    return choose(services, run, meant.option);
  const choices = question.options.map(({ id, label }) => ({ label: plain(label), value: id }));
  const answer = await pickOne({ title: plain(placeOf(run.state)), placeholder: plain(question.question) }, choices);
  if (answer.type === "next") await choose(services, run, answer.value);
}

/** Answers a run's question with one of its options. Options that change production ask for its name first. */
export async function choose(services: Services, run: RunView, option: string): Promise<void> {
  const { question, release } = run.state;
  if (question === undefined) return;
  const asked = attentionOf([run]).find((one) => one.type === "decision");
  const label = asked?.options.find(({ id }) => id === option)?.label ?? option;
  const { environment, production } = release;
  const sentence = l10n.t("Run #{0} to {1}: {2}.", run.state.run, plain(placeOf(run.state)), plain(label));
  if (production && !(await confirm({ verb: plain(label), sentence, environment, production }))) return;
  const request = { ...(await requestBase(services, run)), type: "choose", node: question.node, option } as const;
  await services.runs.submit(keyOf(run), request);
}
