import { dirname } from "node:path";
import * as vscode from "vscode";
import type { Clock } from "../base/clock.ts";
import { DisposableStore, type Disposable } from "../base/dispose.ts";
import { ClusterPool } from "./clusters/clusterPool.ts";
import { EnvironmentWatches } from "./clusters/environmentWatches.ts";
import { Forwards } from "./clusters/forwards.ts";
import { watchEnvironment } from "./clusters/environmentWatch.ts";
import { guarded, registerCommands } from "./commands/registry.ts";
import { setContextKey } from "./contextKey.ts";
import { registerProductionDecorations } from "./decorations/productionDecorations.ts";
import { LogChannels } from "./documents/logChannels.ts";
import { VirtualDocuments } from "./documents/virtualDocuments.ts";
import { FileFindings } from "./findings/fileFindings.ts";
import { openInbox } from "./inbox/openInbox.ts";
import { l10n } from "./l10n.ts";
import type { Log } from "./log/log.ts";
import { registerNotifications } from "./notify/notifyAttention.ts";
import { registerRequestNotifications } from "./notify/notifyRequests.ts";
import { registerStatusItem } from "./notify/statusItem.ts";
import { Panels } from "./panel/panels.ts";
import { sourceOf } from "./panel/sourceOf.ts";
import type { Parts } from "./ports.ts";
import { LazyReadiness } from "./readiness/lazyReadiness.ts";
import { Runs } from "./runs/runs.ts";
import type { Sandbox } from "./sandbox/sandbox.ts";
import { GeneratedBlocks } from "./scaffold/generatedBlocks.ts";
import type { ScaffoldEditor } from "./scaffold/scaffoldEditor.ts";
import type { Services } from "./services.ts";
import { onSetting, setting } from "./settings/settings.ts";
import { registerApprovalsView } from "./views/approvals/approvalsView.ts";
import { registerEnvironmentsView } from "./views/environments/environmentsView.ts";
import { ViewMemory } from "./views/environments/viewMemory.ts";
import { registerRunsView } from "./views/runs/runsView.ts";
import { registerConfigDiagnostics } from "./workspace/configDiagnostics.ts";
import { ConfigFiles } from "./workspace/configFiles.ts";

/** What the extension brings from outside the host. */
export interface HostParts {
  readonly context: vscode.ExtensionContext;
  readonly clock: Clock;
  readonly log: Log;
  readonly showLog: () => void;
  readonly parts: Parts;
  readonly sandbox: Sandbox;
  /** The kubeconfig files to read now. */
  readonly kubeconfig: () => readonly string[];
}

/** Puts the extension together. Only registers: nothing is read or connected before it is looked at or asked for. */
export function startHost(host: HostParts): Disposable {
  const store = new DisposableStore();
  const services = makeServices(host, store);
  // One part that fails is logged, and the others are there all the same.
  for (const [name, register] of Object.entries(registrations(host, services))) {
    try {
      store.add(register());
    } catch (error) {
      host.log.error(`The ${name} could not be started.`, error);
    }
  }
  begin(services, store);
  return store;
}

function makeServices(
  { context, clock, log, showLog, parts, sandbox, kubeconfig }: HostParts,
  store: DisposableStore,
): Services {
  const pool = store.add(new ClusterPool(async (name) => (await parts.cluster()).connect(name, kubeconfig())));
  const files = store.add(new ConfigFiles({ clock, log, part: parts.workspace }));
  const open = async (folder: string) => (await parts.workspace()).openRuns(folder);
  const runs = store.add(new Runs({ clock, log, open }));
  let editor: Promise<ScaffoldEditor> | undefined;
  const services: Services = {
    clock,
    log,
    showLog,
    parts,
    sandbox,
    panels: store.add(
      new Panels({
        extension: context.extensionUri,
        clock,
        log,
        part: parts.workspace,
        source: (shown) => sourceOf(services, shown),
        memory: context.workspaceState,
        guard: (work) => guarded(services, l10n.t("Panel"), work),
      }),
    ),
    pool,
    state: context.workspaceState,
    memory: new ViewMemory(context.workspaceState),
    files,
    inbox: store.add(openInbox({ clock, files, runs, pool, parts, log })),
    generated: store.add(new GeneratedBlocks({ parts, log })),
    findings: store.add(new FileFindings({ clock, log, part: parts.checks })),
    runs,
    documents: store.add(new VirtualDocuments()),
    readiness: store.add(new LazyReadiness(() => services)),
    scaffoldEditor: () => (editor ??= parts.scaffoldEditor(services).then((opened) => store.add(opened))),
    logs: store.add(new LogChannels()),
    forwards: store.add(new Forwards((any) => setContextKey("tidegate.forwarding", any))),
    watches: store.add(
      new EnvironmentWatches({
        clock,
        watch: ({ context: name, namespace }) => watchEnvironment(() => pool.get(name), namespace),
        keepMs: () => setting("tidegate.keepWatchingSeconds") * 1000,
      }),
    ),
  };
  return services;
}

function registrations({ context, kubeconfig }: HostParts, services: Services): Record<string, () => Disposable> {
  const { clock, files, log, parts, runs, state } = services;
  return {
    commands: () =>
      registerCommands(services, () => parts.commands(services, { extension: context.extensionUri, kubeconfig })),
    "Environments view": () => registerEnvironmentsView({ ...services, state }),
    "Approvals view": () => registerApprovalsView(runs, services.inbox, clock),
    "Runs view": () => registerRunsView(runs, clock),
    "Readiness view": () => services.readiness.start(),
    notifications: () => registerNotifications(services),
    "notifications of requests": () => registerRequestNotifications(services),
    "status bar item": () => registerStatusItem(runs),
    "production marks": () => registerProductionDecorations(),
    "rules of generated blocks": () => services.generated.start(),
    "findings in files": () => services.findings.start(),
    diagnostics: () => registerConfigDiagnostics({ files, clock, log, part: parts.workspace }),
  };
}

/** What goes on by itself: following files and runs, reading clusters anew when the kubeconfig is another one. */
function begin(services: Services, store: DisposableStore): void {
  const { files, runs, pool, watches, inbox, memory, sandbox } = services;
  const readAnew = (): void => {
    pool.reset();
    watches.reopen();
    inbox.reopen();
  };
  const follow = (): void => {
    setContextKey("tidegate.found", files.all.length > 0);
    setContextKey("tidegate.configured", files.shown.length > 0);
    runs.follow(files.all.map(({ file, uri }) => ({ file, folder: dirname(uri.fsPath) })));
  };
  setContextKey("tidegate.filtered", memory.filter !== "");
  store.add(files.onChange(follow));
  store.add(onSetting(["tidegate.kubeconfig"], readAnew));
  store.add(
    sandbox.onChange(() => {
      setContextKey("tidegate.sandbox", sandbox.kubeconfig !== undefined);
      readAnew();
    }),
  );
  store.add(vscode.workspace.onDidGrantWorkspaceTrust(() => files.start()));
  files.start();
}
