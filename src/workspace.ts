import { join } from "node:path";
import { stringify } from "yaml";
import { fileTreeAt } from "./adapters/git/fileTree.ts";
import { gitAt } from "./adapters/git/git.ts";
import { runCommand } from "./adapters/process/command.ts";
import { identify } from "./adapters/process/identity.ts";
import { nativeSha256 } from "./adapters/process/nativeHash.ts";
import { systemProcessTable } from "./adapters/process/processTable.ts";
import { nonce } from "./adapters/process/random.ts";
import { runnerLauncher } from "./adapters/process/spawnRunner.ts";
import { systemClock } from "./adapters/process/systemClock.ts";
import { userKnownRuns } from "./adapters/storage/knownRuns.ts";
import { runStoreAt } from "./adapters/storage/runStore.ts";
import { SingleFlight } from "./base/async.ts";
import { submitRequest } from "./engine/records/submitRequest.ts";
import { watchRuns } from "./engine/records/watchRuns.ts";
import { planDecisionPath } from "./engine/request/planDecisionPath.ts";
import { planDeployment } from "./engine/request/planDeployment.ts";
import { planRollbackTo } from "./engine/request/planRollbackTo.ts";
import { planWorkloadChange } from "./engine/request/planWorkloadChange.ts";
import { requestRun } from "./engine/request/requestRun.ts";
import { type WebviewMessage, webviewMessage } from "./protocol/panel.ts";
import type { Workspace } from "./cli/parts.ts";
import type { FolderRuns } from "./host/ports.ts";

/**
 * What a workspace with a `tidegate.yaml` needs and activation must not wait for: reading and writing the file, and
 * the runs beside it. The extension loads it when it finds such a file.
 */
export { editConfig } from "./core/config/editConfig.ts";
export { initialConfig } from "./core/config/initialConfig.ts";
export { parseConfig } from "./core/config/parseConfig.ts";
export { decisionPath } from "./documents/decisionPath/decisionPath.ts";
export { graphsIn } from "./documents/graphsIn.ts";
export { writeMermaid } from "./documents/mermaid/writeMermaid.ts";
export { documentSnapshot } from "./engine/panel/documentSnapshot.ts";
export { objectionTo } from "./engine/panel/objectionTo.ts";
export { panelSnapshot } from "./engine/panel/panelSnapshot.ts";
export { planOwnGraph } from "./engine/request/planOwnGraph.ts";
export { nonce as requestId } from "./adapters/process/random.ts";

/** Any value as YAML, for people to read and to compare: keys stand in one order, which is the one kubectl prints. */
export function toYaml(value: unknown): string {
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false, sortMapEntries: true });
}

/** A message of a panel's webview; undefined where it is none. */
export function readMessage(message: unknown): WebviewMessage | undefined {
  return webviewMessage.safeParse(message).data;
}

/** What the command line works with in a folder. Its runners read the kubeconfig that this process would. */
export function openWorkspace(folder: string): Workspace {
  return {
    store: runStoreAt(folder, systemProcessTable(), userKnownRuns()),
    git: gitAt(folder, runCommand),
    files: fileTreeAt(folder, runCommand),
    launcher: runnerLauncher(join(__dirname, "runner.cjs")),
    me: () => identify(folder, runCommand),
  };
}

/** The runs of a folder. Runners read the kubeconfig files that `kubeconfig` names when they are started. */
export function openRuns(folder: string, kubeconfig: () => readonly string[]): FolderRuns {
  const store = runStoreAt(folder, systemProcessTable(), userKnownRuns());
  const script = join(__dirname, "runner.cjs");
  const launcher = { launch: (path: string) => runnerLauncher(script, { kubeconfig: kubeconfig() }).launch(path) };
  const person = new SingleFlight<Awaited<ReturnType<typeof identify>>>();
  const me = () => person.run(() => identify(folder, runCommand));
  const ports = { store, git: gitAt(folder, runCommand), launcher, clock: systemClock, nonce, hash: nativeSha256 };
  const watched = watchRuns(store, nativeSha256);
  return {
    watched,
    me,
    holder: async (run) => (await store.open(run)).holder(),
    planDeployment: (cluster, place, version) => planDeployment({ cluster, store, hash: nativeSha256 }, place, version),
    planPath: (cluster, place, version) =>
      planDecisionPath({ cluster, store, files: fileTreeAt(folder, runCommand), hash: nativeSha256 }, place, version),
    planRollback: (cluster, place, target) => planRollbackTo({ cluster, store, hash: nativeSha256 }, place, target),
    planChange: (cluster, place, workload, change) =>
      planWorkloadChange({ cluster }, place, workload, change, systemClock.now()),
    request: async (plan) => (await requestRun(ports, plan, await me())).run,
    submit: async (run, request) => submitRequest(await store.open(run), request),
    resume: async (run) => void (await launcher.launch((await store.open(run)).path)),
    dispose: () => watched.dispose(),
  };
}
