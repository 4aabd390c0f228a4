import * as vscode from "vscode";
import { DisposableStore } from "../../base/dispose.ts";
import { Emitter } from "../../base/event.ts";
import { Fault } from "../../base/result.ts";
import type { Graph } from "../../core/graph/graph.ts";
import { nodeOf } from "../../core/graph/walk.ts";
import type { Person } from "../../core/run/release.ts";
import type { PanelSnapshot, WebviewMessage } from "../../protocol/panel.ts";
import { evidenceText } from "../documents/evidenceText.ts";
import { l10n } from "../l10n.ts";
import { throttled, type Throttled } from "../rows/throttled.ts";
import { openPlace } from "../readiness/openPlace.ts";
import type { RunKey, RunView } from "../runs/runView.ts";
import type { Services } from "../services.ts";
import { openSource } from "./openSource.ts";
import type { PanelSource } from "./panelSource.ts";
import { actionFor } from "./runActions.ts";

/** Who sits here is asked for again this long after something was looked at. Milliseconds. */
const ME_AGAIN_MS = 1000;

/** A run, live from its journal, as the person here may see and steer it. */
export class RunSource implements PanelSource {
  readonly #services: Services;
  readonly #key: RunKey;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<void>());
  readonly #again: Throttled;
  #me: Person | undefined;

  readonly onChange = this.#changed.event;

  constructor(services: Services, key: RunKey) {
    this.#services = services;
    this.#key = key;
    this.#again = this.#store.add(throttled(services.clock, ME_AGAIN_MS, () => void this.#readPerson()));
    this.#store.add(services.runs.onChange(() => this.#changed.fire()));
    this.#store.add(vscode.window.onDidChangeWindowState(() => this.#changed.fire()));
  }

  get name(): string {
    return `run-${this.#key.run}`;
  }

  async snapshot(): Promise<PanelSnapshot | undefined> {
    const { clock, parts } = this.#services;
    const { panelSnapshot } = await parts.workspace();
    const run = this.#run;
    if (run === undefined) return this.#missing();
    const me = this.#person();
    if (me === undefined) return undefined;
    const { state, guarded, startedHere } = run;
    return panelSnapshot({ state, me, guarded, startedHere, now: clock.now() });
  }

  async hear(message: WebviewMessage): Promise<void> {
    const action = actionFor(this.#key, message);
    if (action !== undefined) await vscode.commands.executeCommand(action.command, action.subject);
    else if (message.type === "openEvidence") await this.#openEvidence(message.node, message.check);
    else if (message.type === "openPlace") await this.#openPlace(message);
    else if (message.type === "openSource") await openSource(nodeOf(this.#run?.state.graph, message.node)?.source);
  }

  graph(): Promise<Graph | undefined> {
    return Promise.resolve(this.#run?.state.graph);
  }

  dispose(): void {
    this.#store.dispose();
  }

  /** Evidence names files from the folder of `tidegate.yaml`. */
  async #openPlace({ path, line }: Extract<WebviewMessage, { type: "openPlace" }>): Promise<void> {
    const folder = vscode.Uri.joinPath(vscode.Uri.parse(this.#key.file), "..");
    await openPlace(folder, { path, ...(line === undefined ? {} : { line }) });
  }

  get #run(): RunView | undefined {
    return this.#services.runs.find(this.#key);
  }

  /** Nothing while the folder is still being read; a Fault once it is known that the run is not there or not whole. */
  #missing(): undefined {
    const { file, run } = this.#key;
    const { runs } = this.#services;
    const broken = runs.unreadable.find((one) => one.file === file && one.run === run);
    if (broken !== undefined) throw new Fault("Unreadable", broken.message);
    if (runs.me(file) !== undefined)
      throw new Fault("NoRun", l10n.t("Run {0} is not in this workspace any more.", run));
    return undefined;
  }

  /** Who sits here as last read; read again on the side, because another person may have sat down. */
  #person(): Person | undefined {
    this.#again.run();
    return this.#me ?? this.#services.runs.me(this.#key.file);
  }

  async #readPerson(): Promise<void> {
    try {
      const folder = await this.#services.runs.folder(this.#key.file);
      const before = this.#me?.name;
      this.#me = await folder.me();
      if (this.#me.name !== before) this.#changed.fire();
    } catch (error) {
      this.#services.log.error("It could not be read who sits here.", error);
    }
  }

  async #openEvidence(node: string, check: string): Promise<void> {
    const run = this.#run;
    if (run === undefined) return;
    const text = evidenceText(run.state, node, check);
    await this.#services.documents.preview(`evidence/run-${run.state.run}-${node}-${check}.md`, text);
  }
}
