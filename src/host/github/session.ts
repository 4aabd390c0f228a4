import * as vscode from "vscode";
import { Fault } from "../../base/result.ts";
import { l10n } from "../l10n.ts";

/** The editor's own ways to sign in to GitHub and to a server of somebody's own. */
export type Provider = "github" | "github-enterprise";

/** Reviewing a deployment takes no less, for accounts that sign in by OAuth. */
const SCOPES = ["repo"];

/** The token of who is signed in; undefined where nobody is. Asks nobody. */
export async function silentToken(provider: Provider): Promise<string | undefined> {
  try {
    return (await vscode.authentication.getSession(provider, SCOPES, { silent: true }))?.accessToken;
  } catch {
    // An editor without this provider has nobody signed in.
    return undefined;
  }
}

/** Has a person sign in, anew where GitHub has refused what is there. */
export async function signIn(provider: Provider): Promise<void> {
  const known = await silentToken(provider);
  try {
    const how = known === undefined ? { createIfNone: true } : { forceNewSession: true };
    await vscode.authentication.getSession(provider, SCOPES, how);
  } catch (error) {
    if (error instanceof vscode.CancellationError) return;
    throw new Fault("SignedOut", l10n.t("Nobody was signed in to GitHub. Try again when you can reach it."), {
      cause: error,
    });
  }
}

/**
 * The host of a GitHub Enterprise server, as the person's own settings name it. What a workspace says is not heard: the
 * token would go where the workspace wants.
 */
export function enterpriseHost(): string | undefined {
  const found = vscode.workspace.getConfiguration("github-enterprise").inspect<string>("uri");
  const text = found?.globalValue ?? "";
  return URL.canParse(text) ? new URL(text).host : undefined;
}
