import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import type { Clock } from "../../base/clock.ts";
import type { Fault } from "../../base/result.ts";
import { abortedFault, connectionFault, statusFault, timeoutFault, type Purpose, type Status } from "./fault.ts";
import { silenceGuard } from "./pace.ts";
import { isLoopback } from "./reach.ts";
import type { Session } from "./session.ts";

/** One request, as data. `doing` completes the sentence "not allowed to …". */
export interface Call {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** With its query. */
  readonly path: string;
  readonly doing: string;
  readonly body?: unknown;
  readonly contentType?: string;
  readonly signal?: AbortSignal | undefined;
}

/** How long to wait for the head of an answer, and between its parts. Milliseconds. */
export interface Patience {
  readonly clock: Clock;
  readonly headMs: number;
  readonly silenceMs: number;
}

/** Sends a request; resolves once the head of the answer is here, whatever its status. */
export function exchange(session: Session, call: Call, purpose: Purpose, patience: Patience): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    if (call.signal?.aborted) {
      reject(abortedFault(purpose));
      return;
    }
    const url = new URL(`${session.server.pathname.replace(/\/$/u, "")}${call.path}`, session.server);
    const body = call.body === undefined ? undefined : JSON.stringify(call.body);
    const send = url.protocol === "http:" ? httpRequest : httpsRequest;
    const request = send(url, {
      method: call.method,
      agent: session.agent,
      headers: headersOf(session, call, body),
      ...(call.signal && { signal: call.signal }),
    });
    const timer = patience.clock.after(patience.headMs, () => {
      request.destroy(timeoutFault(purpose, patience.headMs / 1000));
    });
    request.once("response", (response) => {
      timer.dispose();
      resolve(response);
    });
    request.on("error", (error) => {
      timer.dispose();
      reject(cause(call, purpose, error));
    });
    request.end(body);
  });
}

function headersOf(session: Session, call: Call, body: string | undefined): Record<string, string | number> {
  return {
    "User-Agent": "tidegate",
    Accept: "application/json, */*;q=0.1",
    // On loopback there is nothing to save, and the server would spend more on packing than on sending.
    ...(!isLoopback(session.server) && { "Accept-Encoding": "gzip" }),
    ...(body !== undefined && {
      "Content-Type": call.contentType ?? "application/json",
      "Content-Length": Buffer.byteLength(body),
    }),
    ...session.headers,
  };
}

/** The chunks of an answer. Rejects with a fault when it is cut, aborted, or silent for too long. */
export async function* chunksOf(
  response: IncomingMessage,
  call: Call,
  purpose: Purpose,
  patience: Patience,
): AsyncGenerator<Buffer, void, undefined> {
  const guard = silenceGuard(patience.clock, patience.silenceMs, () => {
    response.destroy(timeoutFault(purpose, patience.silenceMs / 1000));
  });
  try {
    for await (const chunk of unpacked(response)) {
      guard.touch();
      yield chunk as Buffer;
    }
  } catch (error) {
    throw cause(call, purpose, error);
  } finally {
    guard.dispose();
    response.destroy();
  }
}

function unpacked(response: IncomingMessage): Readable {
  if (response.headers["content-encoding"] !== "gzip") return response;
  return pipeline(response, createGunzip(), () => undefined);
}

/** The whole body of an answer. An answer read to its end gives its connection back. */
export async function textOf(
  response: IncomingMessage,
  call: Call,
  purpose: Purpose,
  patience: Patience,
): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of chunksOf(response, call, purpose, patience)) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

/** The fault of an answer that is not 2xx, from its `Status` body where it has one. */
export async function refusal(
  response: IncomingMessage,
  call: Call,
  purpose: Purpose,
  patience: Patience,
): Promise<Fault> {
  const status = parseStatus(await textOf(response, call, purpose, patience));
  const header = Number(response.headers["retry-after"]);
  const wait = Number.isFinite(header) && header > 0 ? header : status.details?.retryAfterSeconds;
  return statusFault(purpose, response.statusCode ?? 0, status, wait);
}

function parseStatus(text: string): Status {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && "kind" in value && value.kind === "Status"
      ? (value as Status)
      : {};
  } catch {
    return {};
  }
}

function cause(call: Call, purpose: Purpose, error: unknown): Fault {
  return call.signal?.aborted ? abortedFault(purpose) : connectionFault(purpose, error);
}
