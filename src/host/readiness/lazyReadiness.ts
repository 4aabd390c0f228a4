import { type Disposable, DisposableStore } from "../../base/dispose.ts";
import type { Services } from "../services.ts";
import { LazyView } from "../views/lazyView.ts";
import type { ReadinessEditor } from "./readinessEditor.ts";

/** The Readiness view, whose rows and commands are loaded with the first look at it or the first call. */
export class LazyReadiness implements Disposable {
  readonly #store = new DisposableStore();
  readonly #services: () => Services;
  #view: LazyView | undefined;
  #loading: Promise<ReadinessEditor> | undefined;
  #editor: ReadinessEditor | undefined;

  constructor(services: () => Services) {
    this.#services = services;
  }

  /** Makes the view. Reads nothing. */
  start(): Disposable {
    const rows = async () => (await this.editor()).rows;
    this.#view = this.#store.add(new LazyView("tidegate.readiness", { rows, collapsible: true }));
    return this;
  }

  /** What the view and its commands do. */
  editor(): Promise<ReadinessEditor> {
    return (this.#loading ??= this.#load());
  }

  /** Something was found out that the view tells of. Loads nothing: what was never looked at need not be looked at again. */
  lookAgain(): void {
    this.#editor?.lookAgain();
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #load(): Promise<ReadinessEditor> {
    if (this.#view === undefined) throw new Error("The Readiness view was not made.");
    const services = this.#services();
    this.#editor = this.#store.add(await services.parts.readinessEditor(services, this.#view.view));
    return this.#editor;
  }
}
