import * as vscode from "vscode";
import { redact } from "./base/redact.ts";
import { systemClock } from "./adapters/process/systemClock.ts";
import { kubeconfigPaths } from "./host/clusters/kubeconfigPaths.ts";
import { useTranslation } from "./host/l10n.ts";
import { channelLog } from "./host/log/channelLog.ts";
import type { Parts } from "./host/ports.ts";
import { Sandbox } from "./host/sandbox/sandbox.ts";
import { setting } from "./host/settings/settings.ts";
import { startHost } from "./host/start.ts";

/** Composition root of the extension: gives the host its log, its clock and the parts that are loaded when needed. */
export function activate(context: vscode.ExtensionContext): void {
  useTranslation((text, ...values) => vscode.l10n.t(text, ...values), vscode.env.language);
  const channel = vscode.window.createOutputChannel("Tidegate", { log: true });
  const log = channelLog(channel, redact);
  const sandbox = new Sandbox({
    log,
    script: vscode.Uri.joinPath(context.extensionUri, "dist", "cli.cjs").fsPath,
    kubeconfig: vscode.Uri.joinPath(context.globalStorageUri, "sandbox", "kubeconfig").fsPath,
  });
  const kubeconfig = (): readonly string[] =>
    kubeconfigPaths({ setting: setting("tidegate.kubeconfig"), env: process.env, sandbox: sandbox.kubeconfig });
  const parts = lazyParts(kubeconfig, vscode.Uri.joinPath(context.extensionUri, "media", "cluster").fsPath);
  const host = startHost({
    context,
    clock: systemClock,
    log,
    showLog: () => channel.show(),
    parts,
    sandbox,
    kubeconfig,
  });
  context.subscriptions.push(channel, sandbox, host);
}

/** Each is a bundle of its own, read from disk at its first use. */
function lazyParts(kubeconfig: () => readonly string[], policies: string): Parts {
  return {
    checks: () => import("./checks.ts"),
    github: () => import("./github.ts"),
    async cluster() {
      const { clusterPolicies, connect, contexts, guards } = await import("./cluster.ts");
      return {
        guards,
        policies: (cluster) => clusterPolicies(cluster, policies),
        connect: (context, files) => connect(context, { kubeconfig: files }),
        contexts: (files) => contexts({ kubeconfig: files }),
      };
    },
    async workspace() {
      const { openRuns, ...rest } = await import("./workspace.ts");
      return { ...rest, openRuns: (folder) => openRuns(folder, kubeconfig) };
    },
    scaffold: () => import("./scaffold.ts"),
    trial: () => import("./trial.ts"),
    commands: async (services, places) => (await import("./commands.ts")).openCommands(services, places),
    readiness: () => import("./readiness.ts"),
    readinessEditor: async (services, view) =>
      (await import("./readinessEditor.ts")).openReadinessEditor(services, view),
    environmentsEditor: async (services, view) =>
      (await import("./environmentsEditor.ts")).openEnvironmentsEditor(services, view),
    runsEditor: async (services, views) => (await import("./runsEditor.ts")).openRunsEditor(services, views),
    inboxSources: async (needs) => (await import("./runsEditor.ts")).openInboxSources(needs),
    findingsEditor: async (services) => (await import("./findingsEditor.ts")).openFindingsEditor(services),
    panels: async (services, extension) => (await import("./panelsEditor.ts")).openPanelsEditor(services, extension),
    scaffoldEditor: async (services) => (await import("./scaffoldEditor.ts")).openScaffoldEditor(services),
  };
}
