import * as vscode from "vscode";
import type { Disposable } from "../../base/dispose.ts";
import { Fault, messageOf } from "../../base/result.ts";
import { l10n } from "../l10n.ts";

/** The editor's own ways to sign in to GitHub and to a server of somebody's own. */
export type Provider = "github" | "github-enterprise";

/** Reviewing a deployment takes no less, for accounts that sign in by OAuth. */
const SCOPES = ["repo"];

/** What the editor and its sign-in throw where a person thought better of it; neither has a type of its own. */
const THOUGHT_BETTER = /^cancell?ed$|did not consent/iu;

/** Fires when somebody signed in to GitHub or out, by whichever extension. */
export function onGithubSession(changed: () => void): Disposable {
  return vscode.authentication.onDidChangeSessions(({ provider }) => isOurs(provider.id) && changed());
}

function isOurs(id: string): boolean {
  return id === ("github" satisfies Provider) || id === ("github-enterprise" satisfies Provider);
}

/** The token of who is signed in; undefined where nobody is. Asks nobody. */
export async function silentToken(provider: Provider): Promise<string | undefined> {
  try {
    return (await vscode.authentication.getSession(provider, SCOPES, { silent: true }))?.accessToken;
  } catch {
    // An editor without this provider has nobody signed in.
    return undefined;
  }
}

/**
 * Has a person sign in, anew where somebody is: GitHub may have refused that, or it may be the wrong account. Tells
 * whether they did. Fault: `SignInFailed`.
 */
export async function signIn(provider: Provider): Promise<boolean> {
  const known = await silentToken(provider);
  const detail = l10n.t("Tidegate lists the deployments that wait for a review, and answers for you when you say so.");
  try {
    const how = known === undefined ? { createIfNone: { detail } } : { forceNewSession: { detail } };
    await vscode.authentication.getSession(provider, SCOPES, how);
  } catch (error) {
    if (error instanceof vscode.CancellationError || THOUGHT_BETTER.test(messageOf(error))) return false;
    throw new Fault("SignInFailed", l10n.t("Nobody was signed in to GitHub. Try again when you can reach it."), {
      cause: error,
    });
  }
  return true;
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
