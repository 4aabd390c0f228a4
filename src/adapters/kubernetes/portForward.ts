import { createServer, type Server, type Socket } from "node:net";
import { WebSocket } from "ws";
import type { PortForward } from "../../core/rollout/cluster.ts";
import type { ObjectRef } from "../../core/rollout/kinds.ts";
import { nameObject, objectPath, withQuery } from "./address.ts";
import type { Call } from "./exchange.ts";
import { clusterFault, connectionFault, type Purpose } from "./fault.ts";
import type { Rest } from "./rest.ts";
import { joinTunnel } from "./tunnel.ts";

/** The channel protocol of exec, attach and port-forward: each message begins with the number of its channel. */
const PROTOCOL = "v4.channel.k8s.io";
const HANDSHAKE_MS = 20_000;

/**
 * Listens on a loopback port and leads every connection to the pod's port through a WebSocket of its own. A first
 * WebSocket is opened and closed at once, so that what cannot work is said now and not to the first visitor.
 */
export async function openPortForward(rest: Rest, pod: ObjectRef, port: number, localPort = 0): Promise<PortForward> {
  const open = (): Promise<WebSocket> => openTunnel(rest, pod, port);
  (await open()).terminate();
  const sockets = new Set<{ destroy(): void }>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    void lead(socket, open);
  });
  const bound = await listen(server, localPort, pod);
  return {
    localPort: bound,
    dispose() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

async function lead(socket: Socket, open: () => Promise<WebSocket>): Promise<void> {
  socket.pause();
  try {
    joinTunnel(socket, await open());
  } catch {
    socket.destroy();
  }
}

async function openTunnel(rest: Rest, pod: ObjectRef, port: number): Promise<WebSocket> {
  const { server, headers, agent } = await rest.session();
  const path = withQuery(objectPath(pod, "portforward"), { ports: port });
  const call: Call = { method: "GET", path, doing: `forward a port of ${nameObject(pod)}` };
  const purpose: Purpose = { context: rest.context, doing: call.doing };
  const url = new URL(`${server.pathname.replace(/\/$/u, "")}${path}`, server);
  url.protocol = server.protocol === "http:" ? "ws:" : "wss:";
  const tunnel = new WebSocket(url, [PROTOCOL], { headers, agent, handshakeTimeout: HANDSHAKE_MS });
  return new Promise((resolve, reject) => {
    tunnel.once("open", () => {
      // The first messages may have come with the handshake: they wait until someone listens.
      tunnel.pause();
      resolve(tunnel);
    });
    tunnel.once("unexpected-response", (request, response) => {
      void rest
        .refusal(response, call)
        .then(reject, reject)
        .finally(() => request.destroy());
    });
    tunnel.on("error", (error) => reject(connectionFault(purpose, error)));
  });
}

function listen(server: Server, localPort: number, pod: ObjectRef): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      const why = `Port ${localPort} on this machine cannot be used to reach ${nameObject(pod)}. Choose another one.`;
      reject(clusterFault("Invalid", why, { cause: error }));
    });
    server.listen(localPort, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : localPort);
    });
  });
}
