import type { Disposable } from "../../base/dispose.ts";
import type { Event } from "../../base/event.ts";
import type { Graph } from "../../core/graph/graph.ts";
import type { PanelSnapshot, WebviewMessage } from "../../protocol/panel.ts";

/** What a panel is filled from. */
export interface PanelSource extends Disposable {
  /** What is to be seen now; undefined while nothing is known of it. */
  snapshot(): Promise<PanelSnapshot | undefined>;
  /** Fires when another snapshot would look different. */
  readonly onChange: Event<void>;
  /** Does what the person asks for, with the confirmations that the same wish has everywhere. */
  hear(message: WebviewMessage): Promise<void>;
  /** The graph itself, for export; undefined while it is not known. */
  graph(): Promise<Graph | undefined>;
  /** What a file with its picture is called, without an ending. */
  readonly name: string;
}
