import { dirname } from "node:path";
import * as vscode from "vscode";
import type { Clock } from "../base/clock.ts";
import { DisposableStore, type Disposable } from "../base/dispose.ts";
import { ClusterPool } from "./clusters/clusterPool.ts";
import { EnvironmentWatches } from "./clusters/environmentWatches.ts";
import { Forwards } from "./clusters/forwards.ts";
import { watchEnvironment } from "./clusters/environmentWatch.ts";
import { registerCommands } from "./commands/registry.ts";
import { setContextKey } from "./contextKey.ts";
import { registerProductionDecorations } from "./decorations/productionDecorations.ts";
import { LogChannels } from "./documents/logChannels.ts";
import { VirtualDocuments } from "./documents/virtualDocuments.ts";
import { LazyFindings } from "./findings/lazyFindings.ts";
import { Inbox } from "./inbox/inbox.ts";
import type { Log } from "./log/log.ts";
import { LazyPanels } from "./panel/lazyPanels.ts";
import type { Parts } from "./ports.ts";
import { LazyReadiness } from "./readiness/lazyReadiness.ts";
import { registerRuns } from "./runs/lazyRuns.ts";
import { throttled } from "./rows/throttled.ts";
import { Runs } from "./runs/runs.ts";
import type { Sandbox } from "./sandbox/sandbox.ts";
import { GeneratedBlocks } from "./scaffold/generatedBlocks.ts";
import type { ScaffoldEditor } from "./scaffold/scaffoldEditor.ts";
import type { Services } from "./services.ts";
import { onSetting, setting } from "./settings/settings.ts";
import { startEach } from "./startEach.ts";
import { registerEnvironmentsView } from "./views/environments/lazyEnvironments.ts";
import { ViewMemory } from "./views/environments/viewMemory.ts";
import { registerConfigDiagnostics } from "./workspace/configDiagnostics.ts";
import { ConfigFiles } from "./workspace/configFiles.ts";

/** Changes of runs that come together renew the documents about them once. Milliseconds. */
const RENEW_AFTER_MS = 500;

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
  store.add(startEach(host.log, registrations(host, services)));
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
    panels: store.add(new LazyPanels(() => parts.panels(services, context.extensionUri))),
    pool,
    state: context.workspaceState,
    memory: new ViewMemory(context.workspaceState),
    files,
    inbox: store.add(
      new Inbox({
        sources: () => parts.inboxSources({ clock, files, runs, pool, parts, log }),
        runs,
        onError: (error) => log.error("What waits elsewhere cannot be looked for.", error),
      }),
    ),
    generated: store.add(new GeneratedBlocks({ parts, log })),
    findings: store.add(new LazyFindings({ load: () => parts.findingsEditor(services), log })),
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
  const { clock, files, log, parts } = services;
  return {
    commands: () =>
      registerCommands(services, () => parts.commands(services, { extension: context.extensionUri, kubeconfig })),
    "Environments view": () => registerEnvironmentsView(services),
    "views of runs and approvals": () => registerRuns(services),
    "Readiness view": () => services.readiness.start(),
    "production marks": () => registerProductionDecorations(),
    "rules of generated blocks": () => services.generated.start(),
    "findings in files": () => services.findings.start(),
    diagnostics: () => registerConfigDiagnostics({ files, clock, log, part: parts.workspace }),
  };
}

/** What goes on by itself: following files and runs, reading clusters anew when the kubeconfig is another one. */
function begin(services: Services, store: DisposableStore): void {
  const { files, runs, pool, watches, inbox, sandbox, documents, clock, log } = services;
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
  store.add(files.onChange(follow));
  const renew = store.add(
    throttled(clock, RENEW_AFTER_MS, () => {
      documents.renew().catch((error: unknown) => log.error("A document cannot be shown as it is now.", error));
    }),
  );
  store.add(runs.onChange(renew.run));
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
