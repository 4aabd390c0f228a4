import type { Socket } from "node:net";
import type { RawData, WebSocket } from "ws";

/** Bytes that may wait to be sent before the sender is held back. */
const HIGH_WATER = 1024 * 1024;
/** Each channel begins with the port it is for, two bytes that carry nothing new. */
const GREETING_BYTES = 2;
const DATA = 0;
const ERROR = 1;

/**
 * Joins a local connection and a port-forward WebSocket, both paused: bytes pass both ways at the pace of the slower side, and the
 * end of either is the end of both. A message on the error channel ends them, too.
 */
export function joinTunnel(socket: Socket, tunnel: WebSocket): void {
  const greetings = new Map([
    [DATA, GREETING_BYTES],
    [ERROR, GREETING_BYTES],
  ]);
  socket.on("data", (data) => {
    tunnel.send(Buffer.concat([Buffer.of(DATA), data]), () => {
      if (tunnel.bufferedAmount < HIGH_WATER) socket.resume();
    });
    if (tunnel.bufferedAmount >= HIGH_WATER) socket.pause();
  });
  socket.on("drain", () => tunnel.resume());
  socket.on("close", () => tunnel.close());
  tunnel.on("message", (message) => {
    const bytes = bufferOf(message);
    const channel = bytes[0] ?? ERROR;
    const skip = greetings.get(channel) ?? 0;
    greetings.set(channel, Math.max(0, skip - (bytes.length - 1)));
    const data = bytes.subarray(1 + skip);
    if (data.length === 0) return;
    if (channel === ERROR) socket.destroy();
    else if (!socket.write(data)) tunnel.pause();
  });
  tunnel.on("close", () => socket.end());
  tunnel.on("error", () => socket.destroy());
  tunnel.resume();
  socket.resume();
}

function bufferOf(message: RawData): Buffer {
  if (Buffer.isBuffer(message)) return message;
  return Array.isArray(message) ? Buffer.concat(message) : Buffer.from(message);
}
