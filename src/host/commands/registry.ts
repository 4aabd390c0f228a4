import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../../base/dispose.ts";
import { messageOf, reasonOf } from "../../base/result.ts";
import { COMMANDS, type CommandId } from "../contributions/commands.ts";
import { buttons, sentences } from "../messages/messages.ts";
import type { Services } from "../services.ts";

/** What a command does. `subject` is what it was called on: a row, a file, or nothing. */
type Handler = (subject: unknown) => unknown;

/** One handler for every command: one that is missing does not compile. */
export type Handlers = { readonly [K in CommandId]: Handler };

/** Commands that make sense in an untrusted workspace: they only open what is there. */
const ANYWHERE: ReadonlySet<string> = new Set<CommandId>([
  "tidegate.showLog",
  "tidegate.openConfig",
  "tidegate.showGraph",
  "tidegate.showDecisionPath",
  "tidegate.exportGraph",
]);

/**
 * Registers every command; what they do is loaded with the first that is called. What one throws is logged and said,
 * with what to do, and stops nothing else.
 */
export function registerCommands(services: Services, load: () => Promise<Handlers>): Disposable {
  const store = new DisposableStore();
  let handlers: Promise<Handlers> | undefined;
  for (const [id, { title }] of Object.entries(COMMANDS)) {
    const run = async (subject: unknown): Promise<void> => {
      if (!vscode.workspace.isTrusted && !ANYWHERE.has(id)) {
        void vscode.window.showWarningMessage(sentences.untrusted());
        return;
      }
      await guarded(services, title.replace("…", ""), async () => {
        handlers ??= load();
        return (await handlers)[id as CommandId](subject);
      });
    };
    store.add(vscode.commands.registerCommand(id, run));
  }
  return store;
}

/** Runs a piece of work that a person started; says what went wrong and offers the log. */
export async function guarded(services: Services, title: string, work: () => unknown): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (reasonOf(error) === "Aborted") return;
    services.log.error(`${title} failed.`, error);
    const [show, signIn] = [buttons.showLog(), buttons.signIn()];
    const offered = reasonOf(error) === "SignedOut" ? [signIn, show] : [show];
    const answer = await vscode.window.showErrorMessage(sentences.failed(title, messageOf(error)), ...offered);
    if (answer === show) services.showLog();
    if (answer === signIn) await vscode.commands.executeCommand("tidegate.signInToGithub" satisfies CommandId);
  }
}
