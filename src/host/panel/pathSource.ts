import * as vscode from "vscode";
import { Emitter } from "../../base/event.ts";
import type { Graph } from "../../core/graph/graph.ts";
import type { PanelSnapshot, WebviewMessage } from "../../protocol/panel.ts";
import type { Services } from "../services.ts";
import { openSource } from "./openSource.ts";
import type { PanelSource } from "./panelSource.ts";

/** The default decision path, as it stands before a plan puts a rollout into it. It never changes. */
export class PathSource implements PanelSource {
  readonly #services: Services;
  readonly #changed = new Emitter<void>();

  readonly onChange = this.#changed.event;
  readonly name = "decision-path";

  constructor(services: Services) {
    this.#services = services;
  }

  async snapshot(): Promise<PanelSnapshot> {
    const { documentSnapshot } = await this.#services.parts.workspace();
    return documentSnapshot(await this.graph(), []);
  }

  async hear(message: WebviewMessage): Promise<void> {
    if (message.type === "export") await vscode.commands.executeCommand("tidegate.exportGraph");
    if (message.type !== "openSource") return;
    const { nodes } = await this.graph();
    await openSource(nodes.find((node) => node.id === message.node)?.source);
  }

  async graph(): Promise<Graph> {
    const { decisionPath } = await this.#services.parts.workspace();
    return decisionPath();
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
