import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { WebSocketServer } from "ws";
import { systemLoopback as loopback } from "../../../../src/adapters/http/loopback.ts";

async function serving(listener: RequestListener, host = "127.0.0.1") {
  const server = createServer(listener).listen(0, host);
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { server, port: (server.address() as AddressInfo).port };
}

const at = (port: number, path = "/") => ({ port, path, method: "GET", timeoutMs: 5000 });

describe("requests over loopback", () => {
  it.each(["127.0.0.1", "::1"])("reach what listens on %s, with status, headers and body", async (host) => {
    const { port } = await serving((request, response) => {
      response.writeHead(418, { "X-Seen": `${request.method} ${request.url} ${request.headers.origin}` }).end("tea");
    }, host);
    const answer = await loopback.ask({ ...at(port, "/a?b"), method: "OPTIONS", headers: { origin: "http://x" } });
    expect([answer.status, answer.headers["x-seen"], answer.body, answer.bytes]).toEqual([
      418,
      "OPTIONS /a?b http://x",
      "tea",
      3,
    ]);
  });

  it("do not follow a redirection, and count a large body without keeping it", async () => {
    const { port } = await serving((_request, response) => {
      response.writeHead(302, { location: "http://127.0.0.1:1/" }).end(Buffer.alloc(3 * 1024 * 1024, "x"));
    });
    const answer = await loopback.ask(at(port));
    expect([answer.status, answer.body.length, answer.bytes]).toEqual([302, 1024 * 1024, 3 * 1024 * 1024]);
  });

  it("end where nothing answers, and when they are told to", async () => {
    const { port } = await serving(() => undefined);
    await expect(loopback.ask({ ...at(port), timeoutMs: 20 })).rejects.toThrow("no whole answer came within 0.02 s");
    const controller = new AbortController();
    const asked = loopback.ask(at(port), controller.signal);
    controller.abort();
    await expect(asked).rejects.toThrow(/abort/u);
  });

  it("stay on this machine whatever the path says", async () => {
    const { port } = await serving((request, response) => void response.end(request.url));
    expect((await loopback.ask(at(port, "//example.com/x"))).body).toBe("//example.com/x");
  });

  it("find a port that is free, and tell one that is taken", async () => {
    const { port } = await serving(() => undefined);
    expect(await loopback.accepts(port)).toBe(true);
    expect(await loopback.accepts(await loopback.freePort())).toBe(false);
  });
});

describe("WebSockets over loopback", () => {
  it("open where the server upgrades", async () => {
    const { server, port } = await serving((_request, response) => void response.writeHead(404).end());
    const sockets = new WebSocketServer({ server, path: "/live" });
    onTestFinished(() => {
      sockets.close();
    });
    await expect(loopback.openWebSocket({ port, path: "/live", timeoutMs: 5000 })).resolves.toBeUndefined();
    await expect(loopback.openWebSocket({ port, path: "/other", timeoutMs: 5000 })).rejects.toThrow(/./u);
  });

  it("do not open where the server answers as to any request, or not at all", async () => {
    const page = await serving((_request, response) => void response.end("<html>"));
    await expect(loopback.openWebSocket({ port: page.port, path: "/", timeoutMs: 5000 })).rejects.toThrow(/./u);
    const silent = await serving(() => undefined);
    silent.server.on("upgrade", () => undefined);
    const never = loopback.openWebSocket({ port: silent.port, path: "/", timeoutMs: 20 });
    await expect(never).rejects.toThrow("it did not open within 0.02 s");
  });
});
