import { createServer, type Server } from "node:net";
import type { AddressInfo } from "node:net";

const HOST = "127.0.0.1";

/** Distinct TCP ports on 127.0.0.1 that were free a moment ago. Held together until all are chosen. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, () => listen(createServer())));
  const ports = servers.map(portOf);
  await Promise.all(servers.map(close));
  return ports;
}

/** A server that accepts connections and never answers: what a hung cluster looks like from outside. */
export async function startHungServer(): Promise<{ port: number; stop: () => Promise<void> }> {
  const server = await listen(createServer());
  const sockets = new Set<{ destroy: () => void }>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.once("close", () => sockets.delete(socket));
  });
  const stop = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await close(server);
  };
  return { port: portOf(server), stop };
}

function listen(server: Server): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, HOST, () => resolve(server));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
