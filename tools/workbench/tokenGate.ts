import { randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

export interface TokenGate {
  /** The address to open: it carries the token once and trades it for a cookie. */
  readonly url: string;
  close(): void;
}

/**
 * Stands before a workbench that listens on a Unix socket without asking who comes: lets in only who brings the
 * token, so that no other user of this machine and no page in the browser can drive the editor.
 */
export async function openTokenGate(socketPath: string, port: number): Promise<TokenGate> {
  const token = randomBytes(24).toString("base64url");
  const cookie = `tidegate-${port}`;
  const server = createServer((incoming, response) => {
    const given = URL.parse(incoming.url ?? "/", "http://localhost")?.searchParams.get("token") ?? null;
    if (given !== null && same(given, token)) enter(incoming, response, cookie, token);
    else if (admitted(incoming, cookie, token)) forward(incoming, response, socketPath);
    else response.writeHead(401, { "content-type": "text/plain" }).end("Open the address that npm start printed.\n");
  });
  server.on("upgrade", (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on("error", () => socket.destroy());
    if (admitted(incoming, cookie, token)) forwardUpgrade(incoming, socket, head, socketPath);
    else socket.end("HTTP/1.1 401 Unauthorized\r\n\r\n");
  });
  const sockets = new Set<Duplex>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await listen(server, port);
  return {
    url: `http://127.0.0.1:${port}/?token=${token}`,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.on("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
}

/** Trades the token for a cookie that scripts cannot read, and drops it from the address. */
function enter(incoming: IncomingMessage, response: ServerResponse, cookie: string, token: string): void {
  const target = new URL(incoming.url ?? "/", "http://localhost");
  target.searchParams.delete("token");
  const location = `${target.pathname}${target.search}`;
  response.writeHead(302, { location, "set-cookie": `${cookie}=${token}; HttpOnly; SameSite=Strict; Path=/` }).end();
}

function admitted(incoming: IncomingMessage, cookie: string, token: string): boolean {
  const pairs = (incoming.headers.cookie ?? "").split("; ");
  const own = pairs.find((pair) => pair.startsWith(`${cookie}=`));
  return own !== undefined && same(own.slice(cookie.length + 1), token);
}

function same(given: string, token: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function forward(incoming: IncomingMessage, response: ServerResponse, socketPath: string): void {
  const { method, url, headers } = incoming;
  const onward = request({ socketPath, method, path: url, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on("error", () => response.destroy());
  response.on("close", () => onward.destroy());
  incoming.pipe(onward);
}

function forwardUpgrade(incoming: IncomingMessage, socket: Duplex, head: Buffer, socketPath: string): void {
  const { method, url, headers } = incoming;
  const onward = request({ socketPath, method, path: url, headers });
  onward.on("upgrade", (answer, far, farHead) => {
    const lines = Object.entries(answer.headers).map(([name, value]) => `${name}: ${String(value)}\r\n`);
    socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join("")}\r\n`);
    if (farHead.length > 0) socket.write(farHead);
    if (head.length > 0) far.write(head);
    far.pipe(socket).pipe(far);
    far.on("error", () => socket.destroy());
    socket.on("close", () => far.destroy());
  });
  onward.on("response", () => socket.destroy());
  onward.on("error", () => socket.destroy());
  onward.end();
}
