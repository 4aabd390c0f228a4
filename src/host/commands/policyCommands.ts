import * as vscode from "vscode";
import { messageOf, reasonOf } from "../../base/result.ts";
import type { PolicyChange } from "../../core/guard/installPlan.ts";
import { policyId } from "../../core/guard/policyObjects.ts";
import type { UninstallPlan } from "../../core/guard/uninstallPlan.ts";
import type { InstallOptions } from "../../core/ports/guardPolicies.ts";
import { confirm } from "../ask/confirm.ts";
import { guardsText } from "../documents/guardsText.ts";
import { l10n } from "../l10n.ts";
import type { ClusterPolicies } from "../ports.ts";
import type { Services } from "../services.ts";
import { plain } from "../text/plain.ts";
import { chooseCluster, type ChosenCluster } from "./chooseCluster.ts";
import type { Handlers } from "./registry.ts";

type Own = "tidegate.installPolicies" | "tidegate.removePolicies";

/** Installing the approval policies in a cluster, and taking them out; both show first what would be done. */
export function policyCommands(services: Services, kubeconfig: () => readonly string[]): Pick<Handlers, Own> {
  const choose = (title: string): Promise<ChosenCluster | undefined> => chooseCluster(services, kubeconfig(), title);
  return {
    "tidegate.installPolicies": async () => {
      const chosen = await choose(l10n.t("Install Approval Policies"));
      if (chosen !== undefined) await install(services, chosen);
    },
    "tidegate.removePolicies": async () => {
      const chosen = await choose(l10n.t("Remove Approval Policies"));
      if (chosen !== undefined) await remove(services, chosen);
    },
  };
}

async function install(services: Services, { context, production }: ChosenCluster): Promise<void> {
  const policies = await policiesIn(services, context);
  const plan = await installationPlan(policies, context);
  if (plan === undefined) return;
  const changes = plan.changes.filter(({ change }) => change !== "none");
  if (changes.length === 0) {
    void vscode.window.showInformationMessage(l10n.t("{0} has the approval policies already.", plain(context)));
    return;
  }
  await showDiff(services, context, changes);
  const sentence = installSentence(context, changes);
  if (!(await confirm({ verb: l10n.t("Install Approval Policies"), sentence, environment: context, production })))
    return;
  await working(l10n.t("Installing approval policies in {0}", context), () => policies.install(plan.options));
  // What the cluster was asked for in vain a moment ago is there now.
  services.inbox.reopen();
  await offerGuard(services, context);
}

interface InstallationPlan {
  readonly changes: readonly PolicyChange[];
  readonly options: InstallOptions;
}

/** Where somebody changed a policy, the person says whether it is to be taken over; undefined where not. */
async function installationPlan(policies: ClusterPolicies, context: string): Promise<InstallationPlan | undefined> {
  const title = l10n.t("Asking {0} what installing would do", context);
  const plan = async (options: InstallOptions): Promise<InstallationPlan> => {
    return { changes: await working(title, () => policies.planInstall(options)), options };
  };
  try {
    return await plan({});
  } catch (error) {
    if (reasonOf(error) !== "Conflict") throw error;
    const go = l10n.t("Show the Difference");
    if ((await vscode.window.showWarningMessage(plain(messageOf(error), 600), { modal: true }, go)) !== go) return;
    return await plan({ force: true });
  }
}

function installSentence(context: string, changes: readonly PolicyChange[]): string {
  const made = changes.filter(({ change }) => change === "create").length;
  const changed = changes.length - made;
  if (changes.length === 1) {
    return made === 1
      ? l10n.t("One object is made in {0}, as the diff shows.", context)
      : l10n.t("One object is changed in {0}, as the diff shows.", context);
  }
  if (changed === 0) return l10n.t("{0} objects are made in {1}, as the diff shows.", made, context);
  if (made === 0) return l10n.t("{0} objects are changed in {1}, as the diff shows.", changed, context);
  return l10n.t("{0} objects are made and {1} are changed in {2}, as the diff shows.", made, changed, context);
}

async function showDiff({ documents }: Services, context: string, changes: readonly PolicyChange[]): Promise<void> {
  const join = (pick: (change: PolicyChange) => string): string =>
    changes.map((change) => `# ${change.id}\n${pick(change)}`).join("---\n");
  const title = l10n.t("Approval policies in {0}", context);
  await documents.diff(
    title,
    "policies.yaml",
    join(({ before }) => before),
    join(({ after }) => after),
  );
}

/** Policies alone keep nobody from anything: a namespace needs its guard, which an administrator makes. */
async function offerGuard({ documents, files }: Services, context: string): Promise<void> {
  const show = l10n.t("Show a Guard");
  const message = l10n.t(
    "The approval policies hold in {0}. They begin to bind a namespace once it has a guard and its label.",
    plain(context),
  );
  if ((await vscode.window.showInformationMessage(message, show)) === show) {
    const configs = files.shown.map(({ config }) => config);
    await documents.preview("approvals/guard.md", guardsText(configs));
  }
}

async function remove(services: Services, { context, production }: ChosenCluster): Promise<void> {
  const policies = await policiesIn(services, context);
  const plan = await removalPlan(policies, context);
  if (plan === undefined) return;
  if (plan.remove.length === 0) {
    void vscode.window.showInformationMessage(l10n.t("{0} has none of Tidegate's policies.", plain(context)));
    return;
  }
  await services.documents.preview("approvals/removal.md", removalText(context, plan));
  const sentence = l10n.t(
    "{0} objects are removed from {1}: images then change without an approval.",
    plan.remove.length,
    context,
  );
  if (!(await confirm({ verb: l10n.t("Remove Approval Policies"), sentence, environment: context, production })))
    return;
  await working(l10n.t("Removing approval policies from {0}", context), () => policies.uninstall(plan));
  void vscode.window.showInformationMessage(l10n.t("The approval policies are gone from {0}.", plain(context)));
}

/** Where people are still asked, the person says whether it shall be done all the same; undefined where not. */
async function removalPlan(policies: ClusterPolicies, context: string): Promise<UninstallPlan | undefined> {
  const title = l10n.t("Asking {0} what removing would do", context);
  try {
    return await working(title, () => policies.planUninstall());
  } catch (error) {
    if (reasonOf(error) !== "StillPending") throw error;
    const go = l10n.t("Remove All the Same");
    if ((await vscode.window.showWarningMessage(plain(messageOf(error), 300), { modal: true }, go)) !== go) return;
    return await working(title, () => policies.planUninstall({ whilePending: true }));
  }
}

function removalText(context: string, { remove: gone, keep }: UninstallPlan): string {
  return [
    `# ${l10n.t("What is removed from {0}", code(context))}`,
    ...gone.map((object) => `- ${code(policyId(object))}`),
    ...(keep.length === 0 ? [] : [`\n## ${l10n.t("What stays")}`]),
    ...keep.map(({ id, why }) => `- ${code(id)}: ${why}`),
  ].join("\n");
}

function code(text: string): string {
  return `\`${text.replaceAll("`", "")}\``;
}

async function policiesIn({ parts, pool }: Services, context: string): Promise<ClusterPolicies> {
  return (await parts.cluster()).policies(await pool.get(context));
}

function working<T>(title: string, work: () => Promise<T>): Thenable<T> {
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title }, work);
}
