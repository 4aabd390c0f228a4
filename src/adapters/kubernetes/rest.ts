import type { IncomingMessage } from "node:http";
import { Fault, messageOf } from "../../base/result.ts";
import { chunksOf, exchange, refusal, textOf, type Call, type Patience } from "./exchange.ts";
import { clusterFault } from "./fault.ts";
import { backOff, pause, type Pace } from "./pace.ts";
import type { Session, SessionKeeper } from "./session.ts";

/** The API server as this adapter speaks to it: JSON in and out, and streams. */
export interface Rest {
  readonly context: string;
  /** The parsed answer. Reads are repeated on 429 and 5xx, at the server's pace where it names one; writes never. */
  json<T>(call: Call): Promise<T>;
  /** The answer as it comes. `silenceMs` replaces the time that may pass without a byte. */
  stream(call: Call, silenceMs?: number): Promise<AsyncGenerator<Buffer, void, undefined>>;
  /** The session, for connections that are not plain requests. */
  session(): Promise<Session>;
  /** The fault of an answer that refuses such a connection, in the server's own words. */
  refusal(response: IncomingMessage, call: Call): Promise<Fault>;
}

/** How often a read is tried before its fault is handed on. */
const TRIES = 4;
/** A server that asks for a longer pause than this is not waited for. Milliseconds. */
const LONGEST_PAUSE_MS = 15_000;

export interface RestParts extends Pace {
  readonly context: string;
  readonly sessions: SessionKeeper;
  readonly headMs?: number;
  readonly silenceMs?: number;
}

export function restOf(parts: RestParts): Rest {
  const { context, sessions, clock } = parts;
  const patience: Patience = { clock, headMs: parts.headMs ?? 20_000, silenceMs: parts.silenceMs ?? 20_000 };
  const purposeOf = ({ doing }: Call): { context: string; doing: string } => ({ context, doing });

  async function answer(call: Call): Promise<IncomingMessage> {
    const session = await sessions.open();
    let response = await exchange(session, call, purposeOf(call), patience);
    if (response.statusCode === 401) response = await answerAgain(session, call, response);
    const status = response.statusCode ?? 0;
    if (status >= 200 && status < 300) return response;
    throw await refusal(response, call, purposeOf(call), patience);
  }

  /** A refused token may have run out a moment ago: asks once more, if the credentials are new ones. */
  async function answerAgain(refused: Session, call: Call, response: IncomingMessage): Promise<IncomingMessage> {
    sessions.refuse(refused);
    const session = await sessions.open();
    if (session.agent === refused.agent && JSON.stringify(session.headers) === JSON.stringify(refused.headers)) {
      return response;
    }
    response.resume();
    return exchange(session, call, purposeOf(call), patience);
  }

  async function once<T>(call: Call): Promise<T> {
    const response = await answer(call);
    const text = await textOf(response, call, purposeOf(call), patience);
    try {
      return JSON.parse(text) as T;
    } catch (error) {
      throw clusterFault("ServerError", `${context} gave an answer that is not JSON: ${messageOf(error)}.`, {
        facts: { context },
      });
    }
  }

  return {
    context,
    json: (call) => (call.method === "GET" ? repeated(parts, call, () => once(call)) : once(call)),
    async stream(call, silenceMs = patience.silenceMs) {
      return chunksOf(await answer(call), call, purposeOf(call), { ...patience, silenceMs });
    },
    session: () => sessions.open(),
    refusal: (response, call) => refusal(response, call, purposeOf(call), patience),
  };
}

async function repeated<T>(pace: Pace, call: Call, read: () => Promise<T>): Promise<T> {
  for (let failures = 0; ; failures++) {
    try {
      return await read();
    } catch (error) {
      const wait = pauseBefore(pace, failures, error);
      if (wait === undefined || failures + 1 >= TRIES) throw error;
      await pause(pace.clock, wait, call.signal ?? new AbortController().signal);
      if (call.signal?.aborted) throw error;
    }
  }
}

/** How long to wait before a read is tried again; undefined where that would not help. Milliseconds. */
function pauseBefore(pace: Pace, failures: number, error: unknown): number | undefined {
  if (!(error instanceof Fault) || error.reason !== "ServerError" || error.facts["code"] === undefined)
    return undefined;
  const asked = Number(error.facts["retryAfterSeconds"] ?? 0) * 1000;
  if (asked > LONGEST_PAUSE_MS) return undefined;
  return Math.max(asked, backOff(failures, pace.random));
}
