import type { Clock } from "../../../base/clock.ts";
import { redact } from "../../../base/redact.ts";
import type { EvidenceFile } from "../../../core/evidence/evidence.ts";
import type { Programs, RunningProgram } from "../../../core/ports/program.ts";
import { callText, isDone, type Stage, type Tried } from "../../../core/readiness/tried.ts";
import type { Steps } from "../../../core/readiness/ways.ts";

/** What running programs needs. */
export interface Running {
  readonly programs: Programs;
  readonly clock: Clock;
  /** For every program. */
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
  /** Seconds that each program may take. */
  readonly timeout: number;
  readonly signal: AbortSignal;
  readonly keep: (name: string, text: string) => Promise<EvidenceFile>;
}

/** Runs programs one after another until one fails, and keeps what they print as `name`. */
export async function runSteps(running: Running, name: string, steps: Steps): Promise<Stage> {
  const tried: Tried[] = [];
  for (const call of steps.calls) {
    const start = { call, folder: steps.folder, environment: { ...running.environment, ...steps.environment } };
    const begun = running.clock.now();
    const program = await running.programs.start(start);
    const stopped = await endedOrStopped(running, program);
    tried.push(await triedOf(running, { call, program, begun, stopped }));
    if (!isDone({ tried })) break;
  }
  return tried.length === 0 ? { tried } : { tried, file: await running.keep(name, tried.map(logOf).join("\n")) };
}

/** Waits for a program's end; ends it at its time limit, or on request. */
async function endedOrStopped(running: Running, program: RunningProgram): Promise<Tried["stopped"]> {
  const { clock, signal, timeout } = running;
  let stopped: Tried["stopped"];
  const stop = (why: NonNullable<Tried["stopped"]>): void => {
    stopped ??= why;
    program.kill();
  };
  const onAbort = (): void => stop("request");
  const timer = clock.after(timeout * 1000, () => stop("time-limit"));
  signal.addEventListener("abort", onAbort, { once: true });
  if (signal.aborted) onAbort();
  await program.ended;
  signal.removeEventListener("abort", onAbort);
  timer.dispose();
  return stopped;
}

interface RunProgram {
  readonly call: Tried["call"];
  readonly program: RunningProgram;
  /** Milliseconds since the epoch. */
  readonly begun: number;
  readonly stopped: Tried["stopped"];
}

/** A program that has ended, without secrets in what it printed. */
export async function triedOf(running: Running, { call, program, begun, stopped }: RunProgram): Promise<Tried> {
  const end = await program.ended;
  const seconds = (running.clock.now() - begun) / 1000;
  const output = redact(program.output().text, running.secrets);
  return { call, end, seconds, output, ...(stopped === undefined ? {} : { stopped }) };
}

/** What is kept of a program: how it was called, what it printed, how it ended. */
export function logOf({ call, end, stopped, seconds, output }: Tried): string {
  const how = end.failure ?? (end.signal === undefined ? `exit code ${end.code ?? "unknown"}` : `signal ${end.signal}`);
  const why = stopped === undefined ? "" : `, stopped (${stopped})`;
  const text = output === "" || output.endsWith("\n") ? output : `${output}\n`;
  return `$ ${callText(call)}\n${text}[ended with ${how} after ${seconds} s${why}]\n`;
}
