import type { Clock } from "../../../base/clock.ts";
import { type Deferred, deferred } from "../../../base/async.ts";
import { DisposableStore } from "../../../base/dispose.ts";
import { StatusError } from "../status.ts";

/** Something that goes wrong with requests, for tests and rehearsals. */
interface Interference {
  /** `hang` answers nothing until it is lifted; `delay` answers late; `fail` answers with an error. */
  readonly effect: "hang" | "delay" | "fail";
  /** Only requests whose path contains this. */
  readonly path?: string | undefined;
  /** Only requests with this HTTP method. */
  readonly method?: string | undefined;
  /** For so many requests; without it until lifted. */
  readonly times?: number | undefined;
  /** `delay`: by how much. */
  readonly milliseconds?: number | undefined;
  /** `fail`: the HTTP status; 500 without. */
  readonly code?: number | undefined;
}

/** The interferences in force. */
export interface InterferenceBoard {
  add(interference: Interference): void;
  /** Lifts all; what hangs is let go on. */
  lift(): void;
  /** Waits or throws as the first matching interference says. */
  meet(request: { readonly path: string; readonly method: string }): Promise<void>;
}

export function createInterferenceBoard(clock: Clock): InterferenceBoard {
  let active: { readonly what: Interference; left: number }[] = [];
  const waiting = new Set<Deferred<void>>();
  const pause = (milliseconds?: number): Promise<void> => {
    const wait = deferred<void>();
    const timers = new DisposableStore();
    waiting.add(wait);
    if (milliseconds !== undefined) timers.add(clock.after(milliseconds, () => wait.resolve()));
    return wait.promise.finally(() => {
      timers.dispose();
      waiting.delete(wait);
    });
  };
  return {
    add: (what) => void active.push({ what, left: what.times ?? Number.POSITIVE_INFINITY }),
    lift() {
      active = [];
      for (const wait of waiting) wait.resolve();
    },
    async meet(request) {
      const entry = active.find(({ what, left }) => left > 0 && matches(what, request));
      if (!entry) return;
      entry.left--;
      if (entry.what.effect === "hang") await pause();
      else if (entry.what.effect === "delay") await pause(entry.what.milliseconds ?? 0);
      else throw failure(entry.what.code ?? 500);
    },
  };
}

function matches(what: Interference, request: { readonly path: string; readonly method: string }): boolean {
  return request.path.includes(what.path ?? "") && (what.method === undefined || what.method === request.method);
}

const REASONS: Readonly<Record<number, string>> = {
  401: "Unauthorized",
  403: "Forbidden",
  429: "TooManyRequests",
  503: "ServiceUnavailable",
  504: "Timeout",
};

function failure(code: number): StatusError {
  const reason = REASONS[code] ?? "InternalError";
  return new StatusError(code, reason, "an error on the server has been asked for (sandbox interference)", {
    ...(code === 429 && { retryAfterSeconds: 1 }),
  });
}
