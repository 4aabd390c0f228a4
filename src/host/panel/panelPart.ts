import type { Graph } from "../../core/graph/graph.ts";
import type { RunRequest } from "../../core/run/request.ts";
import type { RunState } from "../../core/run/state.ts";
import type { DocumentGraph } from "../../documents/graphsIn.ts";
import type { Watched } from "../../engine/panel/panelSnapshot.ts";
import type { PanelSnapshot, WebviewMessage } from "../../protocol/panel.ts";

/** What panels show and how their messages are read: loaded with the first panel. */
export interface PanelPart {
  readonly panelSnapshot: (watched: Watched) => PanelSnapshot;
  /** A graph that nobody walks; `problems` are what keeps it from being walked. */
  readonly documentSnapshot: (graph: Graph, problems: PanelSnapshot["problems"]) => PanelSnapshot;
  /** The default decision path. */
  readonly decisionPath: () => Graph;
  /** The graphs that a document holds. */
  readonly graphsIn: (text: string, fileName: string) => readonly DocumentGraph[];
  /** A graph as Mermaid text, which can be opened again. */
  readonly writeMermaid: (graph: Graph) => string;
  /** A message of a webview; undefined where it is none. */
  readonly readMessage: (message: unknown) => WebviewMessage | undefined;
  /** Why the run would not follow this request; undefined where it would. `now` is in milliseconds since the epoch. */
  readonly objectionTo: (state: RunState, request: RunRequest, now: number) => string | undefined;
}
