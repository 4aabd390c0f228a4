import { once } from "node:events";
import { createServer as createHttp, type RequestListener } from "node:http";
import { createServer as createHttps } from "node:https";
import { type AddressInfo, createServer, type Server } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { outwardWith } from "../../../../src/adapters/http/outward.ts";
import { createCertificate } from "../../../../src/sandbox/api/http/certificate.ts";

const host = "127.0.0.1";
const outward = outwardWith({ proxies: {} });
const CERTIFICATE = createCertificate();

async function listening(server: Server): Promise<number> {
  server.listen(0, host);
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

async function web(answer: RequestListener): Promise<string> {
  return `http://${host}:${await listening(createHttp(answer))}`;
}

/** A port that nobody listens on. */
async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  server.close();
  await once(server, "close");
  return port;
}

describe("a connection", () => {
  test("comes about where somebody listens, and is closed again", async () => {
    const server = createServer();
    const port = await listening(server);
    const closed = once(server, "connection").then(async ([socket]) => once(socket.resume(), "close"));
    await expect(outward.connect({ host, port, tls: false, timeoutMs: 5000 })).resolves.toBeUndefined();
    await closed;
  });

  test("is refused where nobody does", async () => {
    const to = { host, port: await closedPort(), tls: false, timeoutMs: 5000 };
    await expect(outward.connect(to)).rejects.toMatchObject({ reason: "Refused" });
  });

  test("is not known where a name leads nowhere", async () => {
    const to = { host: "no-such-host.invalid", port: 5432, tls: false, timeoutMs: 5000 };
    await expect(outward.connect(to)).rejects.toMatchObject({ reason: "NoAnswer" });
  });

  test("with TLS needs a certificate that is trusted", async () => {
    const port = await listening(createHttps(CERTIFICATE));
    const to = { host, port, tls: true, timeoutMs: 5000 };
    await expect(outward.connect(to)).rejects.toMatchObject({ reason: "Untrusted" });
    const trusting = outwardWith({ proxies: {}, ca: CERTIFICATE.cert });
    await expect(trusting.connect(to)).resolves.toBeUndefined();
  });

  test("with TLS is refused by who speaks another language, and not known where nothing is said", async () => {
    const plain = await listening(createServer((socket) => socket.on("error", () => undefined).end("220 mail\r\n")));
    await expect(outward.connect({ host, port: plain, tls: true, timeoutMs: 5000 })).rejects.toMatchObject({
      reason: "Refused",
    });
    const silent = await listening(createServer((socket) => void socket.on("error", () => undefined).resume()));
    await expect(outward.connect({ host, port: silent, tls: true, timeoutMs: 50 })).rejects.toMatchObject({
      reason: "NoAnswer",
    });
  });

  test("is given up with the reason of whoever gives it up", async () => {
    const silent = await listening(createServer((socket) => void socket.on("error", () => undefined).resume()));
    const stop = new AbortController();
    const asked = outward.connect({ host, port: silent, tls: true, timeoutMs: 60_000 }, stop.signal);
    stop.abort(new Error("enough"));
    await expect(asked).rejects.toThrow("enough");
  });
});

describe("a request", () => {
  test("tells status, headers and size, and follows redirections", async () => {
    const url = await web((request, response) => {
      if (request.url === "/old") return response.writeHead(302, { location: "/new" }).end();
      return response.writeHead(200, { "content-type": "text/css", "cache-control": "max-age=60" }).end("a{}");
    });
    await expect(outward.get(`${url}/old`, 5000)).resolves.toMatchObject({
      status: 200,
      bytes: 3,
      headers: { "content-type": "text/css", "cache-control": "max-age=60" },
    });
  });

  test("goes no further than five redirections, and not where nobody asks over the web", async () => {
    const round = await web((_request, response) => response.writeHead(301, { location: "/again" }).end());
    await expect(outward.get(round, 5000)).rejects.toMatchObject({ reason: "Refused" });
    const away = await web((_request, response) => response.writeHead(301, { location: "file:///etc/passwd" }).end());
    await expect(outward.get(away, 5000)).resolves.toMatchObject({ status: 301 });
  });

  test("reads no more than sixteen MiB", async () => {
    const block = Buffer.alloc(1024 * 1024);
    const url = await web((_request, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(block));
        if (!response.destroyed) response.once("drain", more);
      };
      response.on("error", () => undefined);
      more();
    });
    const { bytes } = await outward.get(url, 20_000);
    expect(bytes).toBeGreaterThan(16 * 1024 * 1024);
    expect(bytes).toBeLessThan(18 * 1024 * 1024);
  });

  test("is refused, not answered, not trusted", async () => {
    await expect(outward.get(`http://${host}:${await closedPort()}/`, 5000)).rejects.toMatchObject({
      reason: "Refused",
    });
    const slow = await web(() => undefined);
    await expect(outward.get(slow, 50)).rejects.toMatchObject({ reason: "NoAnswer" });
    const port = await listening(createHttps(CERTIFICATE));
    await expect(outward.get(`https://${host}:${port}/`, 5000)).rejects.toMatchObject({ reason: "Untrusted" });
  });
});
