import * as vscode from "vscode";
import { sentences } from "../messages/messages.ts";
import { askText } from "./pick.ts";

/** What is about to be changed. */
export interface Consequence {
  /** The command's title without `…`, a verb: the button. */
  readonly verb: string;
  /** What will happen, in one sentence with names and numbers. */
  readonly sentence: string;
  readonly environment: string;
  readonly production: boolean;
}

/** Asks before a destructive step: a modal dialog, or in production the environment's name, typed. */
export async function confirm(consequence: Consequence): Promise<boolean> {
  if (consequence.production) return await typed(consequence);
  const answer = await vscode.window.showWarningMessage(
    consequence.sentence,
    { modal: true },
    { title: consequence.verb },
  );
  return answer?.title === consequence.verb;
}

async function typed({ verb, sentence, environment }: Consequence): Promise<boolean> {
  const answer = await askText(
    {
      title: sentences.confirmTitle(verb, environment),
      placeholder: environment,
      prompt: sentences.typeName(sentence, environment),
    },
    (text) => (text.trim() === environment ? undefined : sentences.typeNameProblem(environment)),
  );
  return answer.type === "next";
}
