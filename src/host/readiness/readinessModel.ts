import { dirname } from "node:path";
import * as vscode from "vscode";
import { type Disposable, DisposableStore } from "../../base/dispose.ts";
import { Emitter } from "../../base/event.ts";
import { messageOf } from "../../base/result.ts";
import type { ChecklistId } from "../../core/checklists/checklist.ts";
import { CHECKLISTS } from "../../core/checklists/lists.ts";
import type { Assessment } from "../../engine/readiness/assessEnvironment.ts";
import { type Environment, environments } from "../commands/chooseEnvironment.ts";
import { setContextKey } from "../contextKey.ts";
import { l10n } from "../l10n.ts";
import type { Services } from "../services.ts";
import { environmentId } from "../views/environments/model/target.ts";

const CHOSEN = "readiness.environment";
const LISTS = Object.keys(CHECKLISTS) as ChecklistId[];

/** The environment that is looked at, and what was found of it last. */
export class ReadinessModel implements Disposable {
  readonly #services: Services;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<void>());
  #assessment: { readonly id: string; readonly found: Assessment } | undefined;
  #failure: string | undefined;
  #running: { readonly id: string; readonly controller: AbortController; readonly done: Promise<void> } | undefined;

  readonly onChange = this.#changed.event;

  constructor(services: Services) {
    this.#services = services;
  }

  /** The one that was chosen last, else the first of production, else the first. */
  get chosen(): Environment | undefined {
    const all = environments(this.#services);
    const id = this.#services.state.get<string>(CHOSEN);
    return all.find(({ key }) => environmentId(key) === id) ?? all.find(({ config }) => config.production) ?? all[0];
  }

  /** What was found of the chosen environment, also while it is looked at anew. */
  get assessment(): Assessment | undefined {
    const { chosen } = this;
    return chosen !== undefined && this.#assessment?.id === environmentId(chosen.key)
      ? this.#assessment.found
      : undefined;
  }

  /** Why it could not be looked at. */
  get failure(): string | undefined {
    return this.#failure;
  }

  get busy(): boolean {
    return this.#running !== undefined;
  }

  async choose({ key }: Environment): Promise<void> {
    await this.#services.state.update(CHOSEN, environmentId(key));
    this.#changed.fire();
  }

  /** Looks anew; a look at another environment is given up, one at the same is shared unless `anew` says otherwise. */
  assess({ anew = false } = {}): Promise<void> {
    const { chosen } = this;
    if (chosen === undefined) return Promise.resolve();
    const id = environmentId(chosen.key);
    if (this.#running?.id === id && !anew) return this.#running.done;
    this.stop();
    const controller = new AbortController();
    const done = this.#look(chosen, id, controller);
    this.#running = { id, controller, done };
    this.#tell();
    return done;
  }

  /** Gives up what was found, so that the next look is a new one. */
  forget(): void {
    this.#assessment = undefined;
    this.#changed.fire();
  }

  stop(): void {
    this.#running?.controller.abort();
    this.#running = undefined;
    this.#tell();
  }

  dispose(): void {
    this.stop();
    this.#store.dispose();
  }

  async #look({ key, config }: Environment, id: string, controller: AbortController): Promise<void> {
    const { parts, log } = this.#services;
    const { signal } = controller;
    try {
      const { openReadiness } = await parts.readiness();
      const folder = dirname(vscode.Uri.parse(key.file).fsPath);
      const found = await openReadiness(folder).assess({ ...key, config }, LISTS, signal);
      if (signal.aborted) return;
      this.#assessment = { id, found };
      this.#failure = undefined;
    } catch (error) {
      if (signal.aborted) return;
      log.error("Readiness could not be assessed.", error);
      this.#failure = messageOf(error);
    }
    this.#running = undefined;
    this.#tell();
  }

  #tell(): void {
    setContextKey("tidegate.assessing", this.busy);
    this.#changed.fire();
  }
}

/** An environment as the view names it. */
export function titleOf({ key, config }: Environment): string {
  const name = `${key.application} → ${key.environment}`;
  return config.production ? l10n.t("{0} (PROD)", name) : name;
}
