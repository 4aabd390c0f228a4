import { ManualClock } from "../../src/base/clock.ts";
import { Fault } from "../../src/base/result.ts";
import type { Git } from "../../src/core/ports/git.ts";
import type { RecordFiles } from "../../src/core/ports/recordFiles.ts";
import type { RunFolder } from "../../src/core/ports/runStore.ts";
import { appendEntry } from "../../src/core/journal/appendEntry.ts";
import { encodeEntry } from "../../src/core/journal/codec.ts";
import type { Hash } from "../../src/core/journal/entry.ts";
import { emptyJournal, type Journal } from "../../src/core/journal/fold.ts";
import type { RunEvent } from "../../src/core/run/event.ts";
import type { RunState } from "../../src/core/run/state.ts";
import { noLock } from "../../src/engine/environmentLock.ts";
import type { RunPorts } from "../../src/engine/runPorts.ts";
import type { InboxRequest } from "../../src/protocol/inbox.ts";

/** Thrown where the process that walks a {@link MemoryRun} is killed. */
export class KilledError extends Error {}

export interface MemoryRunOptions {
  readonly first: RunEvent;
  readonly git: (state: RunState) => ReturnType<Git["state"]>;
  /** What people put into the inbox as the run stands; one request is put in once. */
  readonly people: (state: RunState) => readonly InboxRequest[];
  readonly hash: Hash;
}

/** A run whose folder, inbox and time are in memory, and whose runner may be killed at any line of its journal. */
export class MemoryRun {
  readonly clock = new ManualClock();
  readonly lines: string[] = [];
  /** Files beside the run, by path, and each write of one. */
  readonly files = new Map<string, string>();
  readonly writes: string[] = [];
  /** Called before each write of a file; what it throws is what the runner gets. */
  beforeFile: (path: string) => void = () => undefined;
  readonly #options: MemoryRunOptions;
  readonly #journal: Journal;
  readonly #inbox = new Map<string, string>();
  readonly #sent = new Set<string>();
  /** The line at which the next runner is killed; none unless set. */
  killAt: { readonly line: number; readonly moment: "before" | "after" } | undefined;

  constructor(options: MemoryRunOptions) {
    this.#options = options;
    this.#journal = emptyJournal({ hash: options.hash });
    const entry = appendEntry(this.#journal, options.first, this.clock.now(), options.hash);
    if (entry !== undefined) this.#write(encodeEntry(entry));
  }

  get text(): string {
    return this.lines.map((line) => `${line}\n`).join("");
  }

  get state(): RunState {
    const { state, problems } = this.#journal;
    if (state === undefined || problems.length > 0) throw new Error(problems[0]?.message ?? "no state");
    return state;
  }

  /** What a runner is given. Everything else of the outside refuses to be used. */
  get ports(): RunPorts {
    return {
      clock: this.clock,
      folder: this.#folder(),
      git: { state: () => this.#options.git(this.state) },
      lock: noLock,
      records: this.#records(),
      nonce: () => "0".repeat(32),
      hash: this.#options.hash,
      log: () => undefined,
    } as unknown as RunPorts;
  }

  #records(): RecordFiles {
    return {
      look: async (path) => {
        const text = this.files.get(path);
        return text === undefined ? { state: "missing" } : { state: "text", text };
      },
      write: async ({ path, text, before }) => {
        this.beforeFile(path);
        if (this.files.get(path) !== before) throw new Fault("ChangedSince", `${path} was changed.`);
        this.files.set(path, text);
        this.writes.push(path);
      },
    };
  }

  #folder(): RunFolder {
    const run = "41";
    return {
      run,
      path: "/memory/41",
      inbox: {
        submit: async (id, content) => void this.#inbox.set(id, content),
        list: async () => {
          this.#send();
          return [...this.#inbox].map(([id, content]) => ({ id, content }));
        },
        settle: async (id) => void this.#inbox.delete(id),
        onChange: () => ({ dispose: () => undefined }),
      },
      read: async () => new TextEncoder().encode(this.text),
      isKnown: async () => true,
      lastWritten: async () => undefined,
      follow: () => ({ dispose: () => undefined }),
      takeOver: async () => ({
        generation: 0,
        pid: 1,
        append: async (line) => this.#append(line),
        truncate: async () => undefined,
        keep: async () => undefined,
        close: async () => undefined,
      }),
      holder: async () => "none",
    };
  }

  #write(line: string): void {
    this.lines.push(line);
    this.#journal.add([line]);
  }

  #send(): void {
    for (const request of this.#options.people(this.state)) {
      if (this.#sent.has(request.id)) continue;
      this.#sent.add(request.id);
      this.#inbox.set(request.id, JSON.stringify(request));
    }
  }

  #append(line: string): void {
    const dies = this.killAt?.line === this.lines.length;
    const moment = dies ? this.killAt?.moment : undefined;
    if (dies) this.killAt = undefined;
    if (moment === "before") throw new KilledError();
    this.#write(line);
    this.clock.advance(1000);
    if (moment === "after") throw new KilledError();
  }
}
