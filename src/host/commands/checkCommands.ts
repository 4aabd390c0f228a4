import * as vscode from "vscode";
import type { CheckNode } from "../../core/graph/graph.ts";
import { windowsAt } from "../../core/run/windowLine.ts";
import type { InboxRequest } from "../../protocol/inbox.ts";
import { askText, pickMany, pickOne } from "../ask/pick.ts";
import { type Answer, askSteps, type Step } from "../ask/steps.ts";
import { l10n } from "../l10n.ts";
import { sentences } from "../messages/messages.ts";
import { listAt } from "../runs/listAt.ts";
import { isActive, keyOf, type RunView } from "../runs/runView.ts";
import type { Services } from "../services.ts";
import { plain } from "../text/plain.ts";
import { duration } from "../text/time.ts";
import type { Handlers } from "./registry.ts";
import { chooseRun, requestBase } from "./runCommands.ts";
import { runSubjectOf } from "./subject.ts";

/** Longest sentence that a request may carry. */
const LONGEST = 2000;

/** What a person says of one check or of several. */
interface Word {
  readonly checks?: readonly string[];
  readonly verdict?: "pass" | "fail";
  readonly statement?: string;
}

/** Working through the list of checks that a run waits at: a person's word, and another measurement. */
export function checkCommands(services: Services): Pick<Handlers, "tidegate.attest" | "tidegate.recheck"> {
  const waiting = async (subject: unknown, title: string) => {
    const run = await chooseRun(services, subject, title, (one) => isActive(one) && listAt(one.state) !== undefined);
    const node = run === undefined ? undefined : listAt(run.state);
    const meant = runSubjectOf(subject)?.node;
    if (run !== undefined && node !== undefined && (meant === undefined || meant === node.id)) return { run, node };
    if (run !== undefined) vscode.window.setStatusBarMessage(sentences.answered(), 3000);
    return undefined;
  };
  return {
    "tidegate.attest": async (subject) => {
      const found = await waiting(subject, l10n.t("Attest"));
      if (found !== undefined) await attest(services, found.run, found.node, runSubjectOf(subject)?.check);
    },
    "tidegate.recheck": async (subject) => {
      const found = await waiting(subject, l10n.t("Check Again"));
      if (found === undefined) return;
      const { run, node } = found;
      await submit(services, run, { ...(await requestBase(services, run)), type: "recheck", node: node.id });
    },
  };
}

async function attest(services: Services, run: RunView, node: CheckNode, meant: string | undefined): Promise<void> {
  if (windowsAt(node) !== undefined && !(await mayOverride(services, run, node))) return;
  const steps = [checksStep(services, run, node, meant), verdictStep(node), statementStep(node)];
  const { checks = [], verdict, statement } = (await askSteps<Word>(steps, {})) ?? {};
  if (verdict === undefined || statement === undefined) return;
  for (const check of checks) {
    const base = await requestBase(services, run);
    if (!(await submit(services, run, { ...base, type: "attest", node: node.id, check, verdict, statement }))) return;
  }
}

/** Few are listed for a window, so whoever is not is told before they explain themselves. */
async function mayOverride(services: Services, run: RunView, { id, checks }: CheckNode): Promise<boolean> {
  const base = await requestBase(services, run);
  const check = checks[0]?.id ?? "";
  const word = { ...base, type: "attest", node: id, check, verdict: "pass", statement: "a sentence of words" } as const;
  return !(await isRefused(services, run, word));
}

/** Which checks; left out where one was named. Only those are offered that a word would settle. */
function checksStep(services: Services, run: RunView, node: CheckNode, meant: string | undefined): Step<Word> {
  const known = node.checks.find((spec) => spec.id === meant);
  return {
    skip: (word) => (known === undefined ? undefined : { ...word, checks: [known.id] }),
    async ask(word, position) {
      const open = new Set(await attestable(services, run, node));
      const choices = node.checks
        .filter((spec) => open.has(spec.id))
        .map((spec) => ({ label: plain(spec.label), value: spec.id }));
      const placeholder =
        choices.length === 0
          ? l10n.t("No check waits for a person's word")
          : l10n.t("{0}: the checks to speak of, all with one sentence", plain(node.label, 80));
      const answer = await pickMany({ title: l10n.t("Attest"), placeholder, position }, choices);
      return answer.type === "next" ? next({ ...word, checks: answer.value }) : answer;
    },
  };
}

async function attestable(services: Services, { file, state }: RunView, node: CheckNode): Promise<string[]> {
  const { panelSnapshot } = await services.parts.workspace();
  const me = await (await services.runs.folder(file)).me();
  const seen = panelSnapshot({ state, me, guarded: true, startedHere: true, now: services.clock.now() });
  const checks = seen.nodes.find((one) => one.id === node.id)?.checks ?? [];
  return checks.filter((check) => check.canAttest).map((check) => check.id);
}

function verdictStep(node: CheckNode): Step<Word> {
  return {
    // Only the clock says that a window is closed.
    skip: (word) => (windowsAt(node) === undefined ? undefined : { ...word, verdict: "pass" }),
    async ask(word, position) {
      const choices = [
        { label: l10n.t("It holds"), detail: l10n.t("The check passes on your word."), value: "pass" as const },
        { label: l10n.t("It does not hold"), detail: l10n.t("The check fails on your word."), value: "fail" as const },
      ];
      const answer = await pickOne({ title: titleOf(node, word), placeholder: labelOf(node, word), position }, choices);
      return answer.type === "next" ? next({ ...word, verdict: answer.value }) : answer;
    },
  };
}

function statementStep(node: CheckNode): Step<Word> {
  return {
    async ask(word, position) {
      const prompt = l10n.t(
        "Your sentence is kept under your git name as an attestation. It counts for {0}.",
        duration(countsFor(node, word) * 1000),
      );
      const placeholder = windowsAt(node) === undefined ? l10n.t("What you saw or did") : l10n.t("Why it cannot wait");
      const question = { title: titleOf(node, word), placeholder, prompt, position };
      const answer = await askText(question, (text) =>
        text.trim() === "" || text.length > LONGEST ? l10n.t("Say in a sentence what you saw or did") : undefined,
      );
      return answer.type === "next" ? next({ ...word, statement: answer.value.trim() }) : answer;
    },
  };
}

/** The shortest time for which one of these words counts. Seconds. */
function countsFor(node: CheckNode, { checks = [] }: Word): number {
  return Math.min(...node.checks.filter(({ id }) => checks.includes(id)).map((spec) => spec.attestedFor ?? 0));
}

function next(value: Word): Answer<Word> {
  return { type: "next", value };
}

function titleOf(node: CheckNode, word: Word): string {
  if (windowsAt(node) !== undefined) return l10n.t("Override the window");
  return l10n.t("Attest: {0}", labelOf(node, word));
}

function labelOf(node: CheckNode, { checks = [] }: Word): string {
  const [first, ...more] = node.checks.filter(({ id }) => checks.includes(id));
  if (more.length > 0) return l10n.t("{0} checks of {1}", checks.length, plain(node.label, 80));
  return plain(first?.label ?? "", 80);
}

/** Asks the runner's own rules first, so that nobody speaks in vain. Says whether it was asked of the run. */
async function submit(services: Services, run: RunView, request: InboxRequest): Promise<boolean> {
  const refused = await isRefused(services, run, request);
  if (!refused) await services.runs.submit(keyOf(run), request);
  return !refused;
}

/** Whether the run would not follow a request; its reason is shown. */
async function isRefused(services: Services, run: RunView, request: InboxRequest): Promise<boolean> {
  const { objectionTo } = await services.parts.workspace();
  const now = services.runs.find(keyOf(run))?.state ?? run.state;
  const objection = objectionTo(now, request, services.clock.now());
  if (objection !== undefined) void vscode.window.showWarningMessage(sentences.refusedRequest(objection));
  return objection !== undefined;
}
