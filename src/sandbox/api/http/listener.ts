import { createServer as createHttp, type RequestListener } from "node:http";
import { createServer as createHttps } from "node:https";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { createCertificate } from "./certificate.ts";

export interface Listener {
  readonly port: number;
  /** PEM; clients of the TLS side trust it. */
  readonly certificate: string;
  close(): Promise<void>;
}

/** First byte of a TLS handshake record. */
const TLS_HANDSHAKE = 0x16;

/** Serves HTTP and HTTPS on one port of 127.0.0.1: the first byte of a connection tells which it is. */
export async function listen(port: number, handle: RequestListener): Promise<Listener> {
  const { key, cert } = createCertificate();
  const plain = createHttp(handle);
  const secure = createHttps({ key, cert }, handle);
  for (const server of [plain, secure]) server.requestTimeout = 0;
  const sockets = new Set<Socket>();
  // Without noDelay the second of two events in a row waits for the client's acknowledgement: 40 ms on Linux.
  const front = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    socket.once("data", (first: Buffer) => {
      socket.pause();
      socket.unshift(first);
      (first[0] === TLS_HANDSHAKE ? secure : plain).emit("connection", socket);
      process.nextTick(() => socket.resume());
    });
  });
  await new Promise<void>((resolve, reject) => {
    front.once("error", reject);
    front.listen(port, "127.0.0.1", resolve);
  });
  return {
    port: (front.address() as AddressInfo).port,
    certificate: cert,
    close: () =>
      new Promise((resolve) => {
        front.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
