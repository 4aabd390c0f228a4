import type { TreeView } from "vscode";
import { type Disposable, DisposableStore } from "../../base/dispose.ts";
import { l10n } from "../l10n.ts";
import { collapseMemory } from "../rows/collapseMemory.ts";
import { RowProvider } from "../rows/rowProvider.ts";
import type { Row } from "../rows/row.ts";
import type { Place } from "../rows/rowTree.ts";
import { throttled } from "../rows/throttled.ts";
import type { Services } from "../services.ts";
import { type ReadinessModel, titleOf } from "./readinessModel.ts";
import { noteRow, readinessRows } from "./readinessRows.ts";
import type { ReadinessTarget } from "./target.ts";

/** Changes that come together are shown together. Milliseconds. */
const SHOW_AFTER_MS = 60;
/** Runs write several lines at a step. Milliseconds. */
const LOOK_AFTER_MS = 500;
/** How often ages are brought up to date. Milliseconds. */
const AGES_EVERY_MS = 30_000;

/** Fills the Readiness view: looks while it is visible, and never else unless it is asked. */
export class ReadinessView implements Disposable {
  readonly #services: Services;
  readonly #model: ReadinessModel;
  readonly #view: TreeView<unknown>;
  readonly #store = new DisposableStore();
  readonly rows: RowProvider<ReadinessTarget>;
  #runs = "";
  #timer: Disposable | undefined;

  constructor(services: Services, model: ReadinessModel, view: TreeView<unknown>) {
    this.#services = services;
    this.#model = model;
    this.#view = view;
    const collapse = collapseMemory(services.state, "readiness.open");
    this.rows = this.#store.add(new RowProvider(() => this.#rows(), collapse));
    const show = this.#store.add(throttled(services.clock, SHOW_AFTER_MS, () => this.#show()));
    const lookAgain = this.#store.add(throttled(services.clock, LOOK_AFTER_MS, () => this.#lookAtRuns()));
    for (const subscription of [
      model.onChange(show.run),
      services.files.onChange(() => this.#look()),
      services.runs.onChange(lookAgain.run),
      view.onDidChangeVisibility(() => this.#look()),
      view.onDidExpandElement(({ element }) => collapse.remember(idOf(element), true)),
      view.onDidCollapseElement(({ element }) => collapse.remember(idOf(element), false)),
      { dispose: () => this.#timer?.dispose() },
    ]) {
      this.#store.add(subscription);
    }
    services.files.start();
    this.#look();
  }

  /** Looks anew where the view is seen, and else once it is. */
  lookAgain(): void {
    if (this.#model.assessment === undefined && !this.#model.busy) return;
    if (this.#view.visible) void this.#model.assess({ anew: true });
    else this.#model.forget();
  }

  dispose(): void {
    this.#store.dispose();
  }

  #look(): void {
    const view = this.#view;
    if (view.visible && this.#model.assessment === undefined) void this.#model.assess();
    this.#show();
  }

  /** What people said in a run of this environment belongs on its lines. */
  #lookAtRuns(): void {
    const { chosen } = this.#model;
    const own = this.#services.runs.all.filter(
      ({ file, state }) =>
        file === chosen?.key.file &&
        state.release.application === chosen.key.application &&
        state.release.environment === chosen.key.environment,
    );
    const told = own.map(({ state }) => [state.run, state.node, state.evidence.length, state.ended?.outcome].join());
    const now = told.join(";");
    if (now === this.#runs) return;
    this.#runs = now;
    this.lookAgain();
  }

  #show(): void {
    const view = this.#view;
    const { chosen, busy } = this.#model;
    view.description = chosen === undefined ? "" : titleOf(chosen);
    view.message = busy && this.#model.assessment !== undefined ? l10n.t("Looking again…") : "";
    if (view.visible) this.rows.refresh();
    this.#timer?.dispose();
    this.#timer = view.visible ? this.#services.clock.after(AGES_EVERY_MS, () => this.#show()) : undefined;
  }

  #rows(): readonly Row<ReadinessTarget>[] {
    const { chosen, assessment, failure, busy } = this.#model;
    if (chosen === undefined) return [];
    if (failure !== undefined && !busy) {
      return [noteRow("failed", l10n.t("Readiness could not be assessed"), failure)];
    }
    if (assessment !== undefined) {
      return readinessRows(assessment, { now: this.#services.clock.now(), file: chosen.key.file });
    }
    if (busy) return [noteRow("loading", l10n.t("Looking at files, reports and runs…"), "")];
    return [noteRow("none", l10n.t("Not looked at"), l10n.t("Choose Refresh to look."))];
  }
}

function idOf(element: unknown): string {
  return (element as Place<ReadinessTarget>).row.id;
}
