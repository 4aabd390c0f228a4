import { type ClientRequest, type IncomingMessage, request } from "node:http";
import { type AddressInfo, connect, createServer, type LookupFunction } from "node:net";
import { messageOf } from "../../base/result.ts";
import type { Loopback, LoopbackAnswer, LoopbackRequest, LoopbackSocket } from "../../core/ports/loopback.ts";

const MOST_BODY_BYTES = 1024 * 1024;

/** An application may listen on either; what the name leads to by the system's tables is not asked. */
const ADDRESSES = [
  { address: "127.0.0.1", family: 4 },
  { address: "::1", family: 6 },
];

const toLoopback: LookupFunction = (_host, { all }, answer) => {
  if (all === true) answer(null, ADDRESSES);
  else answer(null, "127.0.0.1", 4);
};

/** Requests over the loopback addresses of this machine. */
export const systemLoopback: Loopback = {
  freePort,
  accepts: async (port) => (await Promise.all(ADDRESSES.map(({ address }) => accepts(port, address)))).includes(true),
  ask,
  openWebSocket,
};

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ port: 0, host: "127.0.0.1", exclusive: true }, () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function accepts(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host });
    socket.once("error", () => resolve(false));
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
  });
}

async function ask(asked: LoopbackRequest, signal?: AbortSignal): Promise<LoopbackAnswer> {
  const limit = AbortSignal.timeout(asked.timeoutMs);
  const call = request({
    host: "localhost",
    lookup: toLoopback,
    port: asked.port,
    path: asked.path,
    method: asked.method,
    headers: { connection: "close", "user-agent": "tidegate", ...asked.headers },
    agent: false,
    signal: signal === undefined ? limit : AbortSignal.any([limit, signal]),
  });
  try {
    return await answerTo(call);
  } catch (error) {
    if (limit.aborted) throw new Error(`no whole answer came within ${asked.timeoutMs / 1000} s`, { cause: error });
    throw new Error(reasonFor(error), { cause: error });
  }
}

/** Where several addresses were tried, none of them says why by itself. */
function reasonFor(error: unknown): string {
  return error instanceof AggregateError ? error.errors.map(messageOf).join(", ") : messageOf(error);
}

async function answerTo(call: ClientRequest): Promise<LoopbackAnswer> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    call.once("response", resolve);
    call.once("error", reject);
    call.end();
  });
  const kept: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    if (bytes < MOST_BODY_BYTES) kept.push(chunk);
    bytes += chunk.length;
  }
  const headers = Object.entries(response.headers).map(([name, value]) => [name, [value].flat().join(", ")] as const);
  const body = Buffer.concat(kept).subarray(0, MOST_BODY_BYTES).toString();
  return { status: response.statusCode ?? 0, headers: Object.fromEntries(headers), body, bytes };
}

function openWebSocket({ port, path, timeoutMs }: LoopbackSocket, signal?: AbortSignal): Promise<void> {
  const limit = AbortSignal.timeout(timeoutMs);
  const ended = signal === undefined ? limit : AbortSignal.any([limit, signal]);
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://localhost:${port}${path}`);
    const giveUp = (): void => {
      reject(new Error(limit.aborted ? `it did not open within ${timeoutMs / 1000} s` : "it was stopped on request"));
      socket.close();
    };
    ended.addEventListener("abort", giveUp, { once: true });
    socket.addEventListener("open", () => {
      ended.removeEventListener("abort", giveUp);
      resolve();
      socket.close();
    });
    socket.addEventListener("error", (event) => {
      ended.removeEventListener("abort", giveUp);
      const { message } = event as { message?: unknown };
      reject(new Error(typeof message === "string" && message !== "" ? message : "the server refused the upgrade"));
    });
  });
}
