import type { Clock } from "../../base/clock.ts";
import { type Disposable, DisposableStore } from "../../base/dispose.ts";
import { Emitter } from "../../base/event.ts";
import { Fault } from "../../base/result.ts";
import type { LocalPerson } from "../../core/run/release.ts";
import type { InboxRequest } from "../../protocol/inbox.ts";
import { notStartedHere } from "../../engine/records/notStartedHere.ts";
import type { Log } from "../log/log.ts";
import type { FolderRuns } from "../ports.ts";
import { RunGuard } from "./runGuard.ts";
import type { RunKey, RunView, UnreadableRun } from "./runView.ts";

/** A `tidegate.yaml` whose folder holds runs. */
export interface RunsFolder {
  readonly file: string;
  readonly folder: string;
}

interface Options {
  readonly clock: Clock;
  readonly log: Log;
  readonly open: (folder: string) => Promise<FolderRuns>;
}

interface Opened extends Disposable {
  readonly runs: FolderRuns;
  readonly guard: RunGuard;
  readonly me: LocalPerson;
}

/** The runs of all folders of the workspace, live from their journals. */
export class Runs implements Disposable {
  readonly #options: Options;
  readonly #folders = new Map<string, Promise<Opened | undefined>>();
  readonly #opened = new Map<string, Opened>();
  readonly #changed = new Emitter<void>();

  /** Fires after any change of `all`. */
  readonly onChange = this.#changed.event;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Every run that could be read, folder by folder, newest first. */
  get all(): readonly RunView[] {
    return [...this.#opened].flatMap(([file, { runs, guard }]) =>
      runs.watched.runs.flatMap(({ state, known }) =>
        state === undefined ? [] : [{ file, state, guarded: guard.isGuarded(state.run), startedHere: known }],
      ),
    );
  }

  /** Runs whose journal cannot be read or is not whole. */
  get unreadable(): readonly UnreadableRun[] {
    return [...this.#opened].flatMap(([file, { runs }]) =>
      runs.watched.runs.flatMap(({ run, state, problems }) => {
        const [problem] = problems;
        return problem === undefined ? [] : [{ file, run, message: problem.message, known: state !== undefined }];
      }),
    );
  }

  /** The run of this key as it is now. */
  find({ file, run }: RunKey): RunView | undefined {
    return this.all.find((one) => one.file === file && one.state.run === run);
  }

  /** Who sits here, as the folder of this file says; undefined while its runs are not open. */
  me(file: string): LocalPerson | undefined {
    return this.#opened.get(file)?.me;
  }

  /** Follows the runs of these folders and of no others. */
  follow(folders: readonly RunsFolder[]): void {
    const wanted = new Map(folders.map((one) => [one.file, one.folder]));
    for (const file of this.#folders.keys()) if (!wanted.has(file)) this.#close(file);
    for (const [file, folder] of wanted) {
      if (!this.#folders.has(file)) this.#folders.set(file, this.#open(file, folder));
    }
  }

  /** Puts a request into a run's inbox, and starts a runner where nobody walks the run. Faults: `NotStartedHere`. */
  async submit(key: RunKey, request: InboxRequest): Promise<void> {
    const { runs, guard } = await this.#folder(key.file);
    if (!runs.watched.runs.some(({ run, known }) => run === key.run && known)) throw notStartedHere(key.run);
    await runs.submit(key.run, request);
    await guard.ensureAnew(key.run);
  }

  /** The opened folder of a file. Rejects with `NoRuns` where it could not be opened. */
  async folder(file: string): Promise<FolderRuns> {
    return (await this.#folder(file)).runs;
  }

  dispose(): void {
    for (const file of this.#folders.keys()) this.#close(file);
    this.#changed.dispose();
  }

  async #folder(file: string): Promise<Opened> {
    const opened = await this.#folders.get(file);
    if (opened === undefined) throw new Fault("NoRuns", `The runs beside ${file} could not be opened. See the log.`);
    return opened;
  }

  async #open(file: string, folder: string): Promise<Opened | undefined> {
    const { clock, log } = this.#options;
    const store = new DisposableStore();
    try {
      const runs = store.add(await this.#options.open(folder));
      const guard = store.add(new RunGuard({ runs, clock, log, changed: () => this.#changed.fire() }));
      const me = await runs.me();
      await runs.watched.ready;
      const opened = { runs, guard, me, dispose: () => store.dispose() };
      if (!this.#folders.has(file)) store.dispose();
      else this.#opened.set(file, opened);
      const look = (): void => {
        guard.watch(this.#activeOf(runs));
        this.#changed.fire();
      };
      store.add(runs.watched.onChange(look));
      look();
      return opened;
    } catch (error) {
      store.dispose();
      log.error(`The runs in ${folder} cannot be shown.`, error);
      return undefined;
    }
  }

  /** What was not started here is left alone: the folder may have come with made-up runs. */
  #activeOf({ watched }: FolderRuns): readonly string[] {
    return watched.runs.flatMap(({ run, state, known }) => (known && state?.ended === undefined && state ? [run] : []));
  }

  #close(file: string): void {
    this.#folders.delete(file);
    this.#opened.get(file)?.dispose();
    this.#opened.delete(file);
    this.#changed.fire();
  }
}
