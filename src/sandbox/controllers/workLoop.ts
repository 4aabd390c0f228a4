import type { Clock } from "../../base/clock.ts";
import type { Disposable } from "../../base/dispose.ts";
import { Heap } from "./heap.ts";

/** Keys to reconcile, each at most once in the queue however often it is added. */
export interface WorkQueue {
  add(key: string): void;
  /** Adds the key `ms` from now; only the earliest of several such requests is kept. */
  addAfter(key: string, ms: number): void;
}

interface Line {
  readonly reconcile: (key: string) => void;
  readonly waiting: Set<string>;
  readonly later: Map<string, number>;
  readonly failures: Map<string, number>;
}

interface Later {
  readonly due: number;
  readonly order: number;
  readonly line: Line;
  readonly key: string;
}

/** How many keys are worked off before other work of the process gets its turn. */
const SLICE = 200;
const FIRST_RETRY_MS = 5;
const LAST_RETRY_MS = 1_000_000;

/**
 * The one worker behind all controllers: a first-in-first-out line of keys and one timer for everything that is
 * due later. A reconciler that throws is retried with the back-off of client-go's rate limiter (5 ms, doubled).
 */
export class WorkLoop implements Disposable {
  readonly #clock: Clock;
  readonly #onError: (error: unknown) => void;
  readonly #ready: { line: Line; key: string }[] = [];
  readonly #later = new Heap<Later>((a, b) => a.due < b.due || (a.due === b.due && a.order < b.order));
  #head = 0;
  #order = 0;
  #timer: { due: number; handle: Disposable } | undefined;
  #working = false;
  #disposed = false;

  constructor(clock: Clock, onError: (error: unknown) => void) {
    this.#clock = clock;
    this.#onError = onError;
  }

  queue(reconcile: (key: string) => void): WorkQueue {
    const line: Line = { reconcile, waiting: new Set(), later: new Map(), failures: new Map() };
    return {
      add: (key) => this.#add(line, key),
      addAfter: (key, ms) => this.#addAfter(line, key, ms),
    };
  }

  dispose(): void {
    this.#disposed = true;
    this.#timer?.handle.dispose();
    this.#timer = undefined;
  }

  #add(line: Line, key: string): void {
    if (line.waiting.has(key)) return;
    line.waiting.add(key);
    this.#ready.push({ line, key });
    this.#arm();
  }

  #addAfter(line: Line, key: string, ms: number): void {
    const due = this.#clock.now() + Math.max(0, ms);
    const known = line.later.get(key);
    if (known !== undefined && known <= due) return;
    line.later.set(key, due);
    this.#later.push({ due, order: this.#order++, line, key });
    this.#arm();
  }

  #arm(): void {
    if (this.#disposed || this.#working) return;
    const due = this.#ready.length > this.#head ? this.#clock.now() : this.#later.first?.due;
    if (due === undefined || (this.#timer !== undefined && this.#timer.due <= due)) return;
    this.#timer?.handle.dispose();
    this.#timer = { due, handle: this.#clock.after(due - this.#clock.now(), () => this.#work()) };
  }

  #work(): void {
    this.#timer = undefined;
    this.#working = true;
    this.#takeDue();
    for (let i = 0; i < SLICE && this.#head < this.#ready.length; i++) this.#workOne();
    this.#working = false;
    this.#arm();
  }

  #takeDue(): void {
    const now = this.#clock.now();
    for (let next = this.#later.first; next !== undefined && next.due <= now; next = this.#later.first) {
      this.#later.pop();
      if (next.line.later.get(next.key) !== next.due) continue;
      next.line.later.delete(next.key);
      this.#add(next.line, next.key);
    }
  }

  #workOne(): void {
    const next = this.#ready[this.#head++];
    if (this.#head === this.#ready.length) this.#ready.length = this.#head = 0;
    if (next === undefined || this.#disposed) return;
    next.line.waiting.delete(next.key);
    try {
      next.line.reconcile(next.key);
      next.line.failures.delete(next.key);
    } catch (error) {
      this.#retry(next.line, next.key, error);
    }
  }

  #retry(line: Line, key: string, error: unknown): void {
    const failures = line.failures.get(key) ?? 0;
    line.failures.set(key, failures + 1);
    this.#onError(error);
    this.#addAfter(line, key, Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures));
  }
}
