import * as vscode from "vscode";
import { keyOf, type RunView } from "../runs/runView.ts";

/** Opens a run's panel at the approval that waits. */
export async function openApproval(run: RunView): Promise<void> {
  const { approval } = run.state;
  const subject = { ...keyOf(run), ...(approval === undefined ? {} : { node: approval.node }) };
  await vscode.commands.executeCommand("tidegate.openRunPanel", subject);
}
