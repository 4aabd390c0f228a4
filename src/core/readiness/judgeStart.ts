import { failed, type Finding, inconclusive, passed } from "../gates/finding.ts";
import { saidAtLast } from "./lastLines.ts";
import { callText, type Tried } from "./tried.ts";

/** What became of an application that was started. */
export interface Start {
  /** How it ran, up to its end. */
  readonly tried: Tried;
  readonly port: number;
  /** The path that was asked; absent where none is known. */
  readonly health?: string;
  /** Seconds until the path answered 2xx, or until it accepted connections where there is none; absent if never. */
  readonly upAfter?: number;
  /** What the path answered last: a status, or why there was no answer. */
  readonly lastAnswer?: string;
  /** Whether it had ended before it was asked to. */
  readonly endedEarly: boolean;
  /** Whether it accepted connections when all had been asked of it. */
  readonly stillAccepts: boolean;
  /** Seconds that it took to end after it was asked to; absent where it had to be ended by force. */
  readonly endedAfter?: number;
}

/** How long things may take, in seconds. */
export interface StartLimits {
  readonly up: number;
  readonly down: number;
}

/** Whether an application comes up, answers, stays and goes when it is asked to. */
export function judgeStart(start: Start, limits: StartLimits): Finding {
  const up = judgeUp(start, limits, "start");
  return typeof up === "number" ? judgeEnd(start, callText(start.tried.call), up, limits) : up;
}

/**
 * The same of one that is started for work on it: how it ends is nobody's concern, and where no path is known that tells
 * whether it is well, it is enough that its first page answers.
 */
export function judgeDevelopmentStart(start: Start, limits: StartLimits): Finding {
  const up = judgeUp(start, limits, "start-development");
  if (typeof up !== "number") return up;
  const measure = { value: rounded(up), bound: limits.up, good: "at-most", unit: "s" } as const;
  const message = `${callText(start.tried.call)} answered 2xx at ${start.health ?? "/"} after ${rounded(up)} s and stayed.`;
  return { ...passed("Started", message, { port: start.port }), measure };
}

/** Seconds until it was up, where it stayed up while it was asked; else what is wrong. `key` is where it is said. */
function judgeUp(start: Start, limits: StartLimits, key: string): Finding | number {
  const { tried, endedEarly, upAfter } = start;
  const call = callText(tried.call);
  if (tried.end.failure === "ENOENT") {
    const message = `It was not started: there is no program ${tried.call[0]} here. Install it, or say another as \`${key}\` of \`readiness\`.`;
    return inconclusive("ProgramMissing", message);
  }
  if (tried.stopped === "request") return inconclusive("Stopped", "The application was stopped on request.");
  if (endedEarly) return endedByItself(start, call);
  if (upAfter === undefined) return neverUp(start, call, limits);
  if (!start.stillAccepts) {
    const message = `${call} came up, and no longer accepted connections when it had been asked${saidAtLast(tried.output)}`;
    return failed("StoppedAnswering", message);
  }
  return upAfter;
}

function endedByItself({ tried: { end, output }, upAfter }: Start, call: string): Finding {
  const how = end.signal === undefined ? `exit code ${end.code ?? "unknown"}` : `signal ${end.signal}`;
  const when = upAfter === undefined ? "before it answered" : "while it was being asked";
  return failed("EndedByItself", `${call} ended with ${how} ${when}${saidAtLast(output)}`);
}

function neverUp({ health, port, lastAnswer, tried }: Start, call: string, { up }: StartLimits): Finding {
  const where = health === undefined ? `port ${port}` : `${health} on port ${port}`;
  const last = lastAnswer === undefined ? "" : ` The last answer was: ${lastAnswer}.`;
  const message = `${call} did not answer at ${where} within ${up} s.${last} It printed${saidAtLast(tried.output)}`;
  return failed("NeverUp", message);
}

function judgeEnd(start: Start, call: string, upAfter: number, { up, down }: StartLimits): Finding {
  const measure = { value: rounded(upAfter), bound: up, good: "at-most", unit: "s" } as const;
  if (start.endedAfter === undefined) {
    const message = `${call} came up, but had not ended ${down} s after it was asked to, and was ended by force. Requests in flight are lost at every deployment; have it end on SIGTERM.`;
    return { ...failed("EndsTooLate", message), measure };
  }
  if (start.health === undefined) {
    const message = `${call} accepts connections on port ${start.port}, but no path is known that tells whether it is well. Write it as \`health\` of \`readiness\`.`;
    return { ...inconclusive("NoHealthPath", message), measure };
  }
  const message = `${call} answered 2xx at ${start.health} after ${rounded(upAfter)} s and ended ${rounded(start.endedAfter)} s after it was asked to.`;
  return { ...passed("Started", message, { port: start.port }), measure };
}

function rounded(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
