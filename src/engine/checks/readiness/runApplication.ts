import { delay } from "../../../base/clock.ts";
import { messageOf } from "../../../base/result.ts";
import type { ProgramCall } from "../../../core/gates/terms.ts";
import type { Loopback } from "../../../core/ports/loopback.ts";
import type { RunningProgram } from "../../../core/ports/program.ts";
import type { Start, StartLimits } from "../../../core/readiness/judgeStart.ts";
import type { Steps, Ways } from "../../../core/readiness/ways.ts";
import { type Running, triedOf } from "./runSteps.ts";
import { PORT_WORD } from "./waysOf.ts";

/** Milliseconds between two looks at whether it is up. */
const LOOK_EVERY_MS = 200;
/** One look. */
const LOOK_MS = 5000;

/**
 * How long the end of a program may take to become known: the system closes the connections of a process that exits
 * one after another, the one that takes new connections maybe last, and tells of its end after that.
 */
const END_KNOWN_MS = 1000;

/** An application that was started. */
export interface RunningApplication {
  readonly port: number;
  /** Whether it answered within the limit. */
  readonly up: boolean;
  /** Asks it to end, ends it by force where it does not, and tells how all of it went. */
  stop(): Promise<Start>;
  /** Ends it at once, whatever it does. */
  kill(): Promise<void>;
}

/** Starts an application with a port of its own and waits until it is up, has ended, or the limit has passed. */
export async function runApplication(
  running: Running,
  loopback: Loopback,
  ways: Ways,
  steps: Steps,
  port: number,
  limits: StartLimits,
): Promise<RunningApplication> {
  const call = withPort(steps.calls[0] ?? [""], port);
  const environment = {
    ...running.environment,
    ...steps.environment,
    PORT: String(port),
    [ways.portVariable]: String(port),
  };
  const begun = running.clock.now();
  const program = await running.programs.start({ call, folder: steps.folder, environment });
  const watch = new Watch(running, program);
  const seen = await waitUntilUp(running, loopback, watch, ways.health, port, begun + limits.up * 1000);
  const upAfter = seen.up ? { upAfter: (running.clock.now() - begun) / 1000 } : {};
  return {
    port,
    up: seen.up && !watch.ended,
    kill: () => watch.kill(),
    async stop() {
      // What it was asked last may have ended it, and that must not look like an end that it was told to make.
      if (seen.up) await Promise.race([watch.gone, delay(running.clock, END_KNOWN_MS)]);
      const stillAccepts = !watch.ended && (await loopback.accepts(port));
      if (!stillAccepts && seen.up && !watch.ended) await watch.kill();
      const endedEarly = watch.ended && !watch.killed;
      const endedAfter = watch.ended ? undefined : await watch.stop(limits.down);
      const tried = await triedOf(running, {
        call,
        program,
        begun,
        stopped: running.signal.aborted ? "request" : undefined,
      });
      return {
        tried,
        port,
        endedEarly,
        stillAccepts,
        ...(ways.health === undefined ? {} : { health: ways.health }),
        ...upAfter,
        ...(seen.lastAnswer === undefined ? {} : { lastAnswer: seen.lastAnswer }),
        ...(endedAfter === undefined ? {} : { endedAfter }),
      };
    },
  };
}

/** Knows whether a program has ended, and ends it. */
class Watch {
  readonly #running: Running;
  readonly #program: RunningProgram;
  readonly gone: Promise<void>;
  ended = false;
  /** Whether it was a force that ended it. */
  killed = false;

  constructor(running: Running, program: RunningProgram) {
    this.#running = running;
    this.#program = program;
    const onAbort = (): void => program.kill();
    running.signal.addEventListener("abort", onAbort, { once: true });
    if (running.signal.aborted) onAbort();
    this.gone = this.#noteEnd(onAbort);
  }

  async #noteEnd(onAbort: () => void): Promise<void> {
    const { signal } = await this.#program.ended;
    this.ended = true;
    this.killed = signal === "SIGKILL";
    this.#running.signal.removeEventListener("abort", onAbort);
  }

  /** Seconds until it had ended; undefined where it did not by itself. */
  async stop(limit: number): Promise<number | undefined> {
    const { clock } = this.#running;
    const asked = clock.now();
    let forced = false;
    const timer = clock.after(limit * 1000, () => {
      forced = true;
      this.#program.kill();
    });
    this.#program.terminate();
    await this.gone;
    timer.dispose();
    return forced ? undefined : (clock.now() - asked) / 1000;
  }

  async kill(): Promise<void> {
    this.#program.kill();
    await this.gone;
  }
}

interface Seen {
  readonly up: boolean;
  readonly lastAnswer?: string;
}

async function waitUntilUp(
  { clock }: Running,
  loopback: Loopback,
  watch: Watch,
  health: string | undefined,
  port: number,
  deadline: number,
): Promise<Seen> {
  let seen: Seen = { up: false };
  while (!watch.ended && clock.now() < deadline) {
    seen = await look(loopback, health, port);
    if (seen.up) return seen;
    await Promise.race([watch.gone, delay(clock, LOOK_EVERY_MS)]);
  }
  return seen;
}

async function look(loopback: Loopback, health: string | undefined, port: number): Promise<Seen> {
  if (health === undefined) return { up: await loopback.accepts(port) };
  try {
    const { status } = await loopback.ask({ port, path: health, method: "GET", timeoutMs: LOOK_MS });
    return { up: status >= 200 && status < 300, lastAnswer: String(status) };
  } catch (error) {
    return { up: false, lastAnswer: messageOf(error) };
  }
}

function withPort([program, ...args]: ProgramCall, port: number): ProgramCall {
  return [program, ...args.map((word) => word.replaceAll(PORT_WORD, String(port)))];
}
