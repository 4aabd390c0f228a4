import { Agent, createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { restOf, type Rest, type RestParts } from "../../src/adapters/kubernetes/rest.ts";
import type { Session, SessionKeeper } from "../../src/adapters/kubernetes/session.ts";

/** One request as the fake server saw it. */
export interface Seen {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage["headers"];
  readonly body: unknown;
}

export type Answer = (seen: Seen, response: ServerResponse) => void;

export interface FakeApiServer {
  readonly url: string;
  readonly requests: readonly Seen[];
  /** A client of this server. */
  rest(parts: Pick<RestParts, "clock" | "random"> & Partial<RestParts>): Rest;
  /** Resolves once so many requests have come. */
  asked(count: number): Promise<void>;
}

/** A server on loopback that answers as the test says, until the test ends. */
export async function fakeApiServer(answer: Answer): Promise<FakeApiServer> {
  const requests: Seen[] = [];
  let waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  const server = createServer((request, response) => void serve(request, response));

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const url = new URL(request.url ?? "/", "http://localhost");
    const seen = { method: request.method ?? "GET", url, headers: request.headers, body };
    requests.push(seen);
    answer(seen, response);
    for (const { count, resolve } of waiting) if (requests.length >= count) resolve();
    waiting = waiting.filter(({ count }) => requests.length < count);
  }

  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    requests,
    rest: (parts) => restOf({ context: "test", sessions: plainSessions(url), ...parts }),
    asked: (count) =>
      new Promise((resolve) => {
        if (requests.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
  };
}

/** Sessions that need no credentials. */
export function plainSessions(url: string, headers: Readonly<Record<string, string>> = {}): SessionKeeper {
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => agent.destroy());
  const session: Session = { server: new URL(url), headers, agent };
  return { open: async () => session, refuse: () => undefined, dispose: () => agent.destroy() };
}

export function sendJson(
  response: ServerResponse,
  body: unknown,
  code = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(code, { "Content-Type": "application/json", ...headers }).end(JSON.stringify(body));
}

export function status(code: number, reason: string, message: string, details: object = {}): object {
  return { kind: "Status", apiVersion: "v1", status: "Failure", code, reason, message, details };
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text === "" ? undefined : JSON.parse(text);
}
