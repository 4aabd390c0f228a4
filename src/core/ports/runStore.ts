import type { Disposable } from "../../base/dispose.ts";
import type { Event } from "../../base/event.ts";

/**
 * The runs of one workspace folder as they lie on disk: bytes and lines, no meaning. Calls may reject with a `Fault`
 * of reason `RunNotFound`, `UnsafePath`, `RunHeld` or `StorageFailed`.
 */
export interface RunStore {
  /** Makes the next run's folder, numbered up from 1, and writes its first journal line. */
  create(firstLine: (run: string) => string): Promise<RunFolder>;
  /** Numbers of all runs, ascending. */
  list(): Promise<readonly string[]>;
  /** Rejects with `RunNotFound` where there is no such run; `run` may come from outside. */
  open(run: string): Promise<RunFolder>;
  /** Calls back whenever a run's folder may have appeared or gone, until disposed. */
  watch(onChange: () => void): Disposable;
}

/** One run's folder. */
export interface RunFolder {
  readonly run: string;
  /** Absolute path: what the runner is started with. */
  readonly path: string;
  readonly inbox: Inbox;
  /** The journal's bytes as they are now; the last line may be torn. Empty where nothing was written yet. */
  read(): Promise<Uint8Array>;
  /** Whether this user started the run on this machine, by its journal's first line. */
  isKnown(firstLine: string): Promise<boolean>;
  /**
   * The SHA-256 of a line that a runner of this user wrote here, the last that was noted outside of the workspace;
   * undefined where none was. A journal that lacks it was cut off or written anew.
   */
  lastWritten(): Promise<string | undefined>;
  /**
   * Calls back with whole lines: those there now, then each as it is added. A torn last line is held back until it is
   * whole. After a cut-off (a torn tail removed by the next runner) lines go on where they were.
   */
  follow(listener: JournalListener): Disposable;
  /** Takes the run for this process. Rejects with `RunHeld` while another live process has it. */
  takeOver(): Promise<JournalWriter>;
  /** Whether a live process holds the run; `elsewhere` where that cannot be told from here. */
  holder(): Promise<RunHolder>;
}

export type RunHolder = "none" | "alive" | "elsewhere";

export interface JournalListener {
  lines(lines: readonly string[]): void;
  failed(error: unknown): void;
}

/** The right to write one journal, held until disposed or until the process ends. */
export interface JournalWriter {
  /** How many processes have taken the run, this one counted. */
  readonly generation: number;
  readonly pid: number;
  /** Adds one line and returns when it is on the disk. */
  append(line: string): Promise<void>;
  /** Cuts the journal to its first `bytes` bytes: removes a torn tail. */
  truncate(bytes: number): Promise<void>;
  /** Keeps text beside the journal, such as a failing pod's last log lines; `name` is made safe. */
  keep(name: string, text: string): Promise<void>;
  close(): Promise<void>;
}

/** Requests to a run, one file each. What is in them is not to be trusted. */
export interface Inbox {
  /** Puts a request in, atomically. `id` may come from outside: only letters, digits and dashes are taken. */
  submit(id: string, content: string): Promise<void>;
  /** Requests waiting, oldest first. */
  list(): Promise<readonly InboxFile[]>;
  /** Moves a request away. Call only once its answer is in the journal. */
  settle(id: string): Promise<void>;
  /** Fires when a request may have come. */
  readonly onChange: Event<void>;
}

export interface InboxFile {
  readonly id: string;
  readonly content: string;
}
