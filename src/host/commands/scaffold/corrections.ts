import { askText, pickMany, pickOne } from "../../ask/pick.ts";
import type { StepPosition } from "../../ask/steps.ts";
import { l10n } from "../../l10n.ts";
import { type EditableFact, objectionToFact, ROLES, textOfFact, withFact } from "../../scaffold/editFact.ts";
import { objectionToRepository } from "../../scaffold/repository.ts";
import { roleWord } from "../../scaffold/words.ts";
import { plain } from "../../text/plain.ts";
import type { Draft } from "./draft.ts";

interface Correction {
  readonly path: string;
  readonly fact: EditableFact;
}

/** Asks for a fact as it is; Back and Escape lead to the list and change nothing. */
export async function askFact(draft: Draft, { path, fact }: Correction, position: StepPosition): Promise<void> {
  const app = draft.detection.applications.find((one) => one.path === path);
  if (app === undefined) return;
  const before = textOfFact(app, fact);
  const question = { title: l10n.t("Scaffold: {0}", plain(app.name)), position: { ...position, back: true } };
  const answer =
    fact === "role"
      ? await pickOne(
          { ...question, placeholder: l10n.t("What it does") },
          ROLES.map((role) => ({ label: roleWord(role), value: role, active: role === before })),
        )
      : await askText({ ...question, placeholder: before, value: before, prompt: promptOf(fact) }, (text) =>
          objectionToFact(fact, text),
        );
  if (answer.type === "next" && answer.value !== before) {
    draft.detection = withFact(draft.detection, path, fact, answer.value);
  }
}

function promptOf(fact: EditableFact): string {
  if (fact === "port") return l10n.t("The port that it answers on");
  if (fact === "health") return l10n.t("The path that tells whether it lives; nothing where there is none");
  return l10n.t("The command that starts it, in its own folder");
}

/** Asks where images go. Gives false where the person went back or gave up. */
export async function askRepository(draft: Draft, position: StepPosition): Promise<"next" | "back" | "cancel"> {
  const question = {
    title: l10n.t("Scaffold: Images"),
    placeholder: "ghcr.io/acme/shop",
    value: draft.settings.imageRepository,
    prompt: l10n.t("The registry and repository that images go to; each application gets a name below it"),
    position: { ...position, back: true },
  };
  const answer = await askText(question, objectionToRepository);
  if (answer.type === "next") draft.settings = { ...draft.settings, imageRepository: answer.value.trim() };
  return answer.type;
}

/** Asks which environments files are written for; others are named in tidegate.yaml. */
export async function askEnvironments(draft: Draft, position: StepPosition): Promise<void> {
  const { environments } = draft.settings;
  const choices = environments.map((value) => ({
    label: plain(value.name),
    description: value.production ? l10n.t("production") : "",
    picked: true,
    value,
  }));
  const answer = await pickMany(
    {
      title: l10n.t("Scaffold: Environments"),
      placeholder: l10n.t("Environments to write for; tidegate.yaml names others"),
      position: { ...position, back: true },
    },
    choices,
  );
  if (answer.type === "next") draft.settings = { ...draft.settings, environments: answer.value };
}
