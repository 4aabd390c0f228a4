import * as vscode from "vscode";
import { keyOf, type RunView } from "../runs/runView.ts";

/** Opens a run's panel at the approval that waits; the review where this window has no panels. */
export async function openApproval(run: RunView): Promise<void> {
  const { approval } = run.state;
  const subject = { ...keyOf(run), ...(approval === undefined ? {} : { node: approval.node }) };
  const known = await vscode.commands.getCommands(true);
  const panel = known.includes("tidegate.openRunPanel");
  await vscode.commands.executeCommand(panel ? "tidegate.openRunPanel" : "tidegate.review", subject);
}
