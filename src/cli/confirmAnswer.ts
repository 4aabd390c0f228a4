import { Fault } from "../base/result.ts";
import type { Read } from "./answerOptions.ts";
import type { Terminal } from "./parts.ts";
import { visible } from "./report.ts";

type Asking = Pick<Terminal, "ask" | "interactive">;

/**
 * Asks for a yes and gives the word that was said. Without a terminal `--yes` stands for it, or `--word` where only
 * exactly the word counts. Fault: `NotConfirmed`.
 */
export async function sayYes(terminal: Asking, { yes, word }: Read, strict: boolean): Promise<string> {
  if (word !== undefined) return word;
  if (yes === true && !strict) return "yes";
  const typed = terminal.interactive ? await terminal.ask('Approve exactly this? Type "yes": ') : "";
  if (typed === "yes" || (!strict && typed.trim() === "yes")) return "yes";
  const how = strict ? 'Only exactly "yes" counts here: type it, or approve with --word yes.' : "Approve with --yes.";
  throw new Fault("NotConfirmed", `Nothing was answered. Read the facts above. ${how}`);
}

/** Asks for a yes to what another workspace may have asked; production takes its name. Fault: `NotConfirmed`. */
export async function confirmYes(
  terminal: Asking,
  { environment, production }: { readonly environment: string; readonly production: boolean },
  { yes, confirm }: Read,
): Promise<void> {
  if (!production) return void (await sayYes(terminal, yes === undefined ? {} : { yes }, false));
  if (
    await typesName(
      terminal,
      `This is production. To approve exactly this, type ${environment}: `,
      environment,
      confirm,
    )
  )
    return;
  const how = `${environment} is production: type its name, or pass --confirm ${environment}.`;
  throw new Fault("NotConfirmed", `Nothing was answered. Read the facts above. ${how}`);
}

/** Asks for the environment's name by who puts something through alone. Fault: `NotConfirmed`. */
export async function confirmAlone(terminal: Asking, environment: string, confirm?: string): Promise<void> {
  const question = `Nobody else is asked. To put this through alone, type ${environment}: `;
  if (await typesName(terminal, question, environment, confirm)) return;
  const how = `type the environment's name, or pass --confirm ${environment}`;
  throw new Fault("NotConfirmed", `Nothing was overridden. To go on, ${how}.`);
}

async function typesName(
  terminal: Asking,
  question: string,
  environment: string,
  confirm: string | undefined,
): Promise<boolean> {
  const typed = confirm ?? (terminal.interactive ? await terminal.ask(visible(question)) : "");
  return typed.trim() === environment;
}
