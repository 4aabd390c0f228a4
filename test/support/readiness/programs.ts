import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { nonce } from "../../../src/adapters/process/random.ts";
import { guardedPrograms } from "../../../src/adapters/process/program.ts";
import type { RunningProgram } from "../../../src/core/ports/program.ts";

/** The guard as Node runs it from its source. */
export const GUARD = fileURLToPath(new URL("../../../src/programGuard.ts", import.meta.url));

export const programs = guardedPrograms(GUARD, nonce);

/** A program of the fixtures, as a call. */
export function fixtureCall(name: string, ...args: string[]): [string, ...string[]] {
  return [
    process.execPath,
    fileURLToPath(new URL(`../../fixtures/readiness/programs/${name}`, import.meta.url)),
    ...args,
  ];
}

/** Resolves once a program has printed something. Rejects where it ends before. */
export async function printed(program: RunningProgram, text: string): Promise<void> {
  for (let ended = false; !program.output().text.includes(text);) {
    if (ended) throw new Error(`It ended with: ${program.output().text}`);
    ended = await Promise.race([program.ended.then(() => true), new Promise<false>((go) => setTimeout(go, 10, false))]);
  }
}

/** Counts those that live by their connections: they end with the process that holds them. */
export async function livingOnes() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const sockets: Socket[] = [];
  const waiting: (() => void)[] = [];
  server.on("connection", (socket) => {
    // A process that is killed resets its connection.
    socket.on("error", () => undefined);
    socket.resume();
    sockets.push(socket);
    for (const go of waiting.splice(0)) go();
  });
  return {
    port: String((server.address() as AddressInfo).port),
    async arrived(count: number): Promise<void> {
      while (sockets.length < count) await new Promise<void>((go) => waiting.push(go));
    },
    async gone(): Promise<void> {
      await Promise.all(sockets.filter((socket) => !socket.closed).map((socket) => once(socket, "close")));
    },
  };
}
