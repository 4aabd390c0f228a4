import * as vscode from "vscode";
import { l10n } from "../l10n.ts";
import { sentences } from "../messages/messages.ts";
import { askText } from "./pick.ts";

/** What is about to be changed. */
export interface Consequence {
  /** The command's title without `…`, a verb: the button. */
  readonly verb: string;
  /** What will happen, in one sentence with names and numbers. */
  readonly sentence: string;
  readonly environment: string;
  /** `perhaps` where nobody knows; it is then asked like production. */
  readonly production: boolean | "perhaps";
}

/** Asks before a destructive step: a modal dialog, or in production the environment's name, typed. */
export async function confirm(consequence: Consequence): Promise<boolean> {
  if (consequence.production !== false) return await typed(consequence);
  const answer = await vscode.window.showWarningMessage(
    consequence.sentence,
    { modal: true },
    { title: consequence.verb },
  );
  return answer?.title === consequence.verb;
}

async function typed({ verb, sentence, environment, production }: Consequence): Promise<boolean> {
  const answer = await askText(
    {
      title: sentences.confirmTitle(verb, environment),
      placeholder: environment,
      prompt: production === true ? sentences.typeName(sentence, environment) : perhaps(sentence, environment),
    },
    (text) => (text.trim() === environment ? undefined : sentences.typeNameProblem(environment)),
  );
  return answer.type === "next";
}

function perhaps(sentence: string, environment: string): string {
  return l10n.t("{0} Production may be in it: type {1} to go on.", sentence, environment);
}
