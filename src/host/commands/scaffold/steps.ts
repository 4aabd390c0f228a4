import * as vscode from "vscode";
import { type Kind, KINDS } from "../../../scaffold/generate/kind.ts";
import { pickMany } from "../../ask/pick.ts";
import type { Step } from "../../ask/steps.ts";
import { l10n } from "../../l10n.ts";
import { chosenAtFirst } from "../../scaffold/chosenAtFirst.ts";
import { type KindChoice, kindChoices } from "../../scaffold/kindChoices.ts";
import { isRepositoryUnknown } from "../../scaffold/repository.ts";
import { kindTitle, roleWord } from "../../scaffold/words.ts";
import { plain } from "../../text/plain.ts";
import { dotted } from "../../text/words.ts";
import { askRepository } from "./corrections.ts";
import { chosenNames, type Draft, type Gathered } from "./draft.ts";
import { factsStep } from "./factsStep.ts";

/** The questions of Scaffold: for what, is that right, what to write, and where images go if nobody knows. */
export function scaffoldSteps(draft: Draft): readonly Step<Gathered>[] {
  return [applicationsStep(draft), factsStep(draft), kindsStep(draft), imagesStep(draft)];
}

function applicationsStep(draft: Draft): Step<Gathered> {
  const { applications } = draft.detection;
  return {
    skip: (state) =>
      applications.length === 1 ? { ...state, applications: applications.map(({ path }) => path) } : undefined,
    async ask(state, position) {
      const first = state.applications ?? chosenAtFirst(applications, draft.subject).map(({ path }) => path);
      const choices = applications.map(({ name, path, role, framework, language }) => ({
        label: plain(name),
        description: dotted(plain(path), framework?.value ?? language.value, roleWord(role.value)),
        picked: first.includes(path),
        value: path,
      }));
      const placeholder = l10n.t("Applications to write for");
      const answer = await pickMany({ title: l10n.t("Scaffold"), placeholder, position }, choices);
      return answer.type === "next" ? { type: "next", value: { ...state, applications: answer.value } } : answer;
    },
  };
}

function kindsStep(draft: Draft): Step<Gathered> {
  return {
    async ask(state, position) {
      const offered = await kindsOf(draft, state);
      const choices = offered.map(({ kind, label, description, picked }) => ({
        label,
        description,
        picked: state.kinds?.includes(kind) ?? picked,
        value: kind,
      }));
      const placeholder = l10n.t("What to write; nothing is written before you have seen it");
      const answer = await pickMany({ title: l10n.t("Scaffold: What to Write"), placeholder, position }, choices);
      return answer.type === "next" ? { type: "next", value: { ...state, kinds: answer.value } } : answer;
    },
  };
}

/** Two applications can get in each other's way in one kind: that is said when it is asked for. */
async function kindsOf(draft: Draft, state: Gathered): Promise<readonly KindChoice[]> {
  const { scaffolding, detection, settings } = draft;
  const request = { kinds: KINDS, applications: chosenNames(draft, state), detection, settings, ownTemplates: true };
  const options = { location: vscode.ProgressLocation.Window, title: l10n.t("Comparing with what is there") };
  try {
    const plan = await vscode.window.withProgress(options, () => scaffolding.plan(request));
    return kindChoices(plan.files, settings);
  } catch {
    return KINDS.map((kind: Kind) => ({
      kind,
      label: kindTitle(kind),
      description: "",
      picked: kind === "dockerfile",
    }));
  }
}

function imagesStep(draft: Draft): Step<Gathered> {
  return {
    skip(state) {
      const needed = state.kinds?.some((kind) => kind !== "dockerfile") === true;
      return needed && isRepositoryUnknown(draft.settings.imageRepository) ? undefined : state;
    },
    async ask(state, position) {
      const type = await askRepository(draft, position);
      return type === "next"
        ? { type, value: { ...state, imageRepository: draft.settings.imageRepository } }
        : { type };
    },
  };
}
