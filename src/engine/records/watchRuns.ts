import { type Disposable, DisposableStore } from "../../base/dispose.ts";
import { Emitter, type Event } from "../../base/event.ts";
import { messageOf } from "../../base/result.ts";
import type { Hash } from "../../core/journal/entry.ts";
import { emptyJournal, type Journal } from "../../core/journal/fold.ts";
import type { JournalProblem } from "../../core/journal/problem.ts";
import type { RunFolder, RunStore } from "../../core/ports/runStore.ts";
import type { RunState } from "../../core/run/state.ts";

/** One run as another process sees it. */
export interface WatchedRun {
  readonly run: string;
  /** Undefined while nothing whole was read. */
  readonly state: RunState | undefined;
  /** Whether this user started it on this machine. */
  readonly known: boolean;
  /** What is wrong with its journal, if anything. */
  readonly problems: readonly Pick<JournalProblem, "reason" | "message">[];
}

/** All runs of a workspace, live from their journals. */
export interface WatchedRuns extends Disposable {
  /** Newest first. */
  readonly runs: readonly WatchedRun[];
  /** Resolves once the runs that were there at the start are read. */
  readonly ready: Promise<void>;
  /** Fires after any change of `runs`. */
  readonly onChange: Event<void>;
}

/**
 * Tails the journals of all runs of a workspace. A run that has ended is read once and then left alone. `hash` is
 * SHA-256; give a native one where there is one.
 */
export function watchRuns(store: RunStore, hash?: Hash): WatchedRuns {
  const disposables = new DisposableStore();
  const changes = disposables.add(new Emitter<void>());
  const tails = new Map<string, Tail>();
  let reading: Promise<void> = Promise.resolve();

  const lookAgain = async (): Promise<void> => {
    const fresh = (await store.list()).filter((run) => !tails.has(run));
    await Promise.all(
      fresh.map(async (run) => {
        const folder = await store.open(run);
        if (disposables.isDisposed) return;
        const tail = tailOf(folder, emptyJournal({ keep: false, ...(hash === undefined ? {} : { hash }) }), () =>
          changes.fire(),
        );
        tails.set(run, disposables.add(tail));
        await tail.begun;
      }),
    );
  };
  const look = (): Promise<void> => {
    reading = reading.then(lookAgain).catch(() => undefined);
    return reading;
  };

  disposables.add(store.watch(() => void look()));
  return {
    get runs() {
      return [...tails.values()].map((tail) => tail.watched).toSorted((a, b) => Number(b.run) - Number(a.run));
    },
    ready: look(),
    onChange: changes.event,
    dispose: () => disposables.dispose(),
  };
}

interface Tail extends Disposable {
  readonly watched: WatchedRun;
  /** Resolves with the first lines, or when reading failed. */
  readonly begun: Promise<void>;
}

function tailOf(folder: RunFolder, journal: Journal, onChange: () => void): Tail {
  const begun = Promise.withResolvers<void>();
  let failure: WatchedRun["problems"] = [];
  let known: boolean | undefined;
  const judge = async (firstLine: string): Promise<void> => {
    known = await folder.isKnown(firstLine).catch(() => false);
    begun.resolve();
    onChange();
  };
  let judging = false;
  const tail = folder.follow({
    lines(lines) {
      journal.add(lines);
      if (isOver(journal)) tail.dispose();
      if (known !== undefined) return onChange();
      if (!judging) void judge(lines[0] ?? "");
      judging = true;
    },
    failed(error) {
      failure = [{ reason: "UnreadableLine", message: messageOf(error) }];
      begun.resolve();
      onChange();
    },
  });
  return {
    begun: begun.promise,
    get watched() {
      const state = known === undefined ? undefined : journal.state;
      return { run: folder.run, state, known: known === true, problems: [...journal.problems, ...failure] };
    },
    dispose() {
      tail.dispose();
      begun.resolve();
    },
  };
}

function isOver(journal: Journal): boolean {
  return journal.broken || journal.state?.ended !== undefined;
}
