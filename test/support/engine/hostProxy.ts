import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A proxy for the engine alone: what it asks any registry by name is answered by ours. */
export interface HostProxy {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Answers `http://gcr.io/v2/…` with what our registry has there. It tunnels nothing, so that the engine, which
 * holds these hosts for insecure ones, comes over plain HTTP; nothing leaves the machine.
 */
export async function startHostProxy(registry: string): Promise<HostProxy> {
  const server = createServer((incoming, outgoing) => forward(registry, incoming, outgoing));
  server.on("connect", (_request, socket) => {
    socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n");
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, stop };
}

function forward(registry: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const asked = new URL(incoming.url ?? "/", "http://nowhere");
  const inner = request(`http://${registry}${asked.pathname}${asked.search}`, {
    method: incoming.method,
    headers: { ...incoming.headers, host: registry },
  });
  inner.once("error", () => outgoing.writeHead(502).end());
  inner.once("response", (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  incoming.pipe(inner);
}
