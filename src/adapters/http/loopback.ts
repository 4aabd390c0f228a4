import { type ClientRequest, type IncomingMessage, request } from "node:http";
import { type AddressInfo, connect, createServer } from "node:net";
import type { Loopback, LoopbackAnswer, LoopbackRequest, LoopbackSocket } from "../../core/ports/loopback.ts";

const MOST_BODY_BYTES = 1024 * 1024;

/** An application may listen on either. What a name leads to by the system's tables is not asked. */
const ADDRESSES = ["127.0.0.1", "::1"] as const;

/** Requests over the loopback addresses of this machine. */
export const systemLoopback: Loopback = {
  freePort,
  accepts: async (port) => (await addressOf(port)) !== undefined,
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

/** The address that a port accepts connections at: one after the other, however busy the machine is. */
async function addressOf(port: number): Promise<(typeof ADDRESSES)[number] | undefined> {
  for (const address of ADDRESSES) if (await accepts(port, address)) return address;
  return undefined;
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
  const ended = signal === undefined ? limit : AbortSignal.any([limit, signal]);
  try {
    return await askAt(ADDRESSES[0], asked, ended).catch((error: unknown) => {
      if (isRefused(error)) return askAt(ADDRESSES[1], asked, ended);
      throw error;
    });
  } catch (error) {
    if (limit.aborted) throw new Error(`no whole answer came within ${asked.timeoutMs / 1000} s`, { cause: error });
    if (isRefused(error)) throw new Error("nothing listens at the port (ECONNREFUSED)", { cause: error });
    throw error;
  }
}

function isRefused(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ECONNREFUSED" || error.code === "EADDRNOTAVAIL");
}

function askAt(host: string, asked: LoopbackRequest, signal: AbortSignal): Promise<LoopbackAnswer> {
  const { port, path, method } = asked;
  const headers = { host: `localhost:${port}`, connection: "close", "user-agent": "tidegate", ...asked.headers };
  return answerTo(request({ host, port, path, method, headers, agent: false, signal }));
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

async function openWebSocket({ port, path, timeoutMs }: LoopbackSocket, signal?: AbortSignal): Promise<void> {
  const address = (await addressOf(port)) ?? ADDRESSES[0];
  const limit = AbortSignal.timeout(timeoutMs);
  const ended = signal === undefined ? limit : AbortSignal.any([limit, signal]);
  await new Promise<void>((resolve, reject) => {
    const socket = new WebSocket(`ws://${address === "::1" ? "[::1]" : address}:${port}${path}`);
    const finish = (error?: Error): void => {
      ended.removeEventListener("abort", onEnd);
      if (error === undefined) resolve();
      else reject(error);
      socket.close();
    };
    const onEnd = (): void =>
      finish(new Error(limit.aborted ? `it did not open within ${timeoutMs / 1000} s` : "it was stopped on request"));
    ended.addEventListener("abort", onEnd, { once: true });
    socket.addEventListener("open", () => finish());
    socket.addEventListener("error", (event) => {
      const { message } = event as { message?: unknown };
      finish(new Error(typeof message === "string" && message !== "" ? message : "the server refused the upgrade"));
    });
  });
}
