import type { Memento } from "vscode";
import type { Clock } from "../base/clock.ts";
import type { ClusterPool } from "./clusters/clusterPool.ts";
import type { EnvironmentWatches } from "./clusters/environmentWatches.ts";
import type { Forwards } from "./clusters/forwards.ts";
import type { LogChannels } from "./documents/logChannels.ts";
import type { VirtualDocuments } from "./documents/virtualDocuments.ts";
import type { LazyFindings } from "./findings/lazyFindings.ts";
import type { Inbox } from "./inbox/inbox.ts";
import type { Log } from "./log/log.ts";
import type { LazyPanels } from "./panel/lazyPanels.ts";
import type { Parts } from "./ports.ts";
import type { LazyReadiness } from "./readiness/lazyReadiness.ts";
import type { Runs } from "./runs/runs.ts";
import type { GeneratedBlocks } from "./scaffold/generatedBlocks.ts";
import type { ScaffoldEditor } from "./scaffold/scaffoldEditor.ts";
import type { Sandbox } from "./sandbox/sandbox.ts";
import type { ViewMemory } from "./views/environments/viewMemory.ts";
import type { ConfigFiles } from "./workspace/configFiles.ts";

/** What commands and views work with; made once at activation. */
export interface Services {
  readonly clock: Clock;
  readonly log: Log;
  /** Opens the log's channel. */
  readonly showLog: () => void;
  readonly parts: Parts;
  readonly state: Memento;
  readonly files: ConfigFiles;
  readonly findings: LazyFindings;
  /** The rules of what was generated, above and over it. */
  readonly generated: GeneratedBlocks;
  readonly pool: ClusterPool;
  readonly watches: EnvironmentWatches;
  readonly runs: Runs;
  /** What waits for a person outside this workspace's runs. */
  readonly inbox: Inbox;
  readonly memory: ViewMemory;
  readonly documents: VirtualDocuments;
  readonly logs: LogChannels;
  readonly forwards: Forwards;
  readonly sandbox: Sandbox;
  readonly panels: LazyPanels;
  /** Checklists and comparisons; their view loads them when it is first seen. */
  readonly readiness: LazyReadiness;
  /** Scaffolding in the editor; loaded at the first call. */
  readonly scaffoldEditor: () => Promise<ScaffoldEditor>;
}
