import * as vscode from "vscode";
import { keyOf, type RunView } from "../runs/runView.ts";

/** Opens a run's panel at the approval or the question that waits. */
export async function openWaiting(run: RunView): Promise<void> {
  const { approval, question } = run.state;
  const node = (approval ?? question)?.node;
  const subject = { ...keyOf(run), ...(node === undefined ? {} : { node }) };
  await vscode.commands.executeCommand("tidegate.openRunPanel", subject);
}
