import * as vscode from "vscode";
import { lastStep } from "../../base/treePath.ts";
import { DisposableStore } from "../../base/dispose.ts";
import { Emitter } from "../../base/event.ts";
import { Fault } from "../../base/result.ts";
import type { Graph } from "../../core/graph/graph.ts";
import type { LoadedGraph } from "../../documents/loadedGraph.ts";
import type { PanelSnapshot, WebviewMessage } from "../../protocol/panel.ts";
import { l10n } from "../l10n.ts";
import { throttled } from "../rows/throttled.ts";
import type { Services } from "../services.ts";
import { graphDiagnostics } from "./graphDiagnostics.ts";
import { openAt, openSource } from "./openSource.ts";
import type { PanelSource } from "./panelSource.ts";
import type { Shown } from "./shown.ts";

/** How long after a keystroke a document is read again. Milliseconds. */
const TYPING_MS = 200;

/** One graph of a document, live while the document is edited. Its problems stand at their lines as diagnostics, too. */
export class DocumentSource implements PanelSource {
  readonly #services: Services;
  readonly #uri: vscode.Uri;
  readonly #index: number;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<void>());
  readonly #diagnostics: vscode.DiagnosticCollection;
  #loaded: Promise<LoadedGraph> | undefined;

  readonly onChange = this.#changed.event;

  constructor(services: Services, { uri, index }: Extract<Shown, { type: "document" }>) {
    this.#services = services;
    this.#uri = vscode.Uri.parse(uri);
    this.#index = index;
    this.#diagnostics = this.#store.add(vscode.languages.createDiagnosticCollection("tidegate-graph"));
    const again = this.#store.add(throttled(services.clock, TYPING_MS, () => this.#readAgain()));
    this.#store.add(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.toString() === this.#uri.toString()) again.run();
      }),
    );
  }

  get name(): string {
    const file = lastStep(this.#uri.path);
    const stem = file.replace(/\.\w+$/u, "");
    return this.#index === 0 ? stem : `${stem}-${this.#index + 1}`;
  }

  async snapshot(): Promise<PanelSnapshot> {
    const { documentSnapshot } = await this.#services.parts.workspace();
    const { graph, problems } = await this.#graph();
    this.#diagnostics.set(this.#uri, graphDiagnostics(problems));
    return documentSnapshot(
      graph,
      problems.map(({ message, line, column, node }) => {
        return { message, line, column, ...(node === undefined ? {} : { node }) };
      }),
    );
  }

  async hear(message: WebviewMessage): Promise<void> {
    if (message.type === "export") await vscode.commands.executeCommand("tidegate.exportGraph");
    else if (message.type === "openLine") await openAt(this.#uri, message.line, message.column ?? 1);
    else if (message.type === "openSource") await this.#openSource(message.node);
  }

  async graph(): Promise<Graph> {
    return (await this.#graph()).graph;
  }

  dispose(): void {
    this.#store.dispose();
  }

  #readAgain(): void {
    this.#loaded = undefined;
    this.#changed.fire();
  }

  #graph(): Promise<LoadedGraph> {
    this.#loaded ??= this.#load();
    return this.#loaded;
  }

  async #load(): Promise<LoadedGraph> {
    const { graphsIn } = await this.#services.parts.workspace();
    const document = await vscode.workspace.openTextDocument(this.#uri);
    const found = graphsIn(document.getText(), this.#uri.path)[this.#index];
    if (found === undefined) {
      throw new Fault("NoGraph", l10n.t("The document no longer holds this graph. Show the graph anew."));
    }
    return found.load();
  }

  /** A node of a document comes from its line there; a rule that it names may come from elsewhere. */
  async #openSource(node: string): Promise<void> {
    const { graph, places } = await this.#graph();
    const place = places.get(node);
    if (place === undefined) return await openSource(graph.nodes.find((one) => one.id === node)?.source);
    await openAt(this.#uri, place.line, place.column);
  }
}
