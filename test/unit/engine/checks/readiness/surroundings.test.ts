import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer as createHttp } from "node:http";
import { type AddressInfo, createServer, type Server } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { Fault } from "../../../../../src/base/result.ts";
import type { Outward } from "../../../../../src/core/ports/outward.ts";
import {
  readyWorkspace,
  SECRET,
  shortly,
  tried,
  WITHOUT_INSTALL,
} from "../../../../support/readiness/readyWorkspace.ts";

// Each trial starts real programs, and other tests do at the same time.
vi.setConfig({ testTimeout: 120_000 });

async function listening(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  server.close();
  await once(server, "close");
  return port;
}

const offline: Outward = {
  connect: () => Promise.reject(new Fault("NoAnswer", "there was no way there (EAI_AGAIN)")),
  get: () => Promise.reject(new Fault("NoAnswer", "there was no way there (EAI_AGAIN)")),
};

describe("what an application connects to", () => {
  const check = "connections-reached";

  async function reached(env: string, services?: readonly string[], outward?: Outward) {
    const folder = await readyWorkspace();
    await writeFile(join(folder, ".env"), `GREETING=you\nDB_PASSWORD=${SECRET}\n${env}`);
    const { services: _none, ...bare } = WITHOUT_INSTALL;
    const said = { ...bare, variables: ["GREETING", "DB_PASSWORD", "DATABASE_URL", "CACHE_URL", "PAY_URL"] };
    const readiness = services === undefined ? said : { ...said, services };
    const found = (await tried(folder, [check], readiness, outward === undefined ? {} : { outward }))[check];
    expect(JSON.stringify(found)).not.toContain(SECRET);
    return found;
  }

  it("is reached: a database, and a service over http", async () => {
    const database = await listening(createServer((socket) => void socket.on("error", () => undefined).resume()));
    const pay = await listening(createHttp((_request, response) => response.writeHead(401).end()));
    const found = await reached(
      `DATABASE_URL=postgres://shop:${SECRET}@127.0.0.1:${database}/shop\nPAY_URL=http://127.0.0.1:${pay}/hooks/${SECRET}\n`,
    );
    expect(found).toMatchObject({ verdict: "pass", reason: "Reached", measure: { value: 2, bound: 2 } });
    expect(found?.message).toContain(`DATABASE_URL (postgres at 127.0.0.1:${database})`);
  });

  it("is not, where nobody listens, or what answers is broken", async () => {
    const port = await closedPort();
    const found = await reached(`DATABASE_URL=postgres://shop:${SECRET}@127.0.0.1:${port}/shop\n`);
    expect(found).toMatchObject({ verdict: "fail", reason: "NotReached", measure: { value: 0, bound: 1 } });
    expect(found?.message).toContain("ECONNREFUSED");
    const broken = await listening(createHttp((_request, response) => response.writeHead(503).end()));
    expect(shortly(await reached("", [`http://127.0.0.1:${broken}/up`]))).toBe("fail NotReached");
  });

  it("is in doubt without a network, without a value, and where nothing shows it", async () => {
    const env = `DATABASE_URL=postgres://shop:${SECRET}@db.internal/shop\n`;
    expect(shortly(await reached(env, undefined, offline))).toBe("inconclusive NotKnown");
    expect(shortly(await reached("", ["DATABASE_URL"]))).toBe("inconclusive NotKnown");
    expect(shortly(await reached(""))).toBe("inconclusive NotSaid");
    expect(shortly(await reached(`DATABASE_URL=postgres://shop:pa/${SECRET}@db/shop\n`))).toBe("inconclusive NotKnown");
  });
});

const page = (more: string): string => `<!doctype html><link rel="stylesheet" href="/app.css">${more}`;

describe("files that pages load", () => {
  const check = "cdn-answers";

  async function loaded(html: string, behaviour = {}, outward?: Outward) {
    const folder = await readyWorkspace(behaviour, { "public/index.html": html });
    return (await tried(folder, [check], WITHOUT_INSTALL, outward === undefined ? {} : { outward }))[check];
  }

  it("come through from elsewhere, with their type and how long they may be kept", async () => {
    const cdn = await listening(
      createHttp((_request, response) =>
        response.writeHead(200, { "content-type": "text/javascript", etag: '"1"' }).end("1"),
      ),
    );
    const found = await loaded(page(`<script src="http://127.0.0.1:${cdn}/lib.js?v=${SECRET}"></script>`));
    expect(found).toMatchObject({ verdict: "pass", measure: { value: 2, bound: 2 }, facts: { own: 1, foreign: 1 } });
  });

  it.each([
    ["are not there", 404, { "content-type": "text/javascript", etag: '"1"' }, "gave 404"],
    ["are something else", 200, { "content-type": "text/html", etag: '"1"' }, "is sent as text/html"],
    [
      "say nothing of how long they may be kept",
      200,
      { "content-type": "text/javascript" },
      "says nothing of how long",
    ],
    ["may not be kept", 200, { "content-type": "text/javascript", "cache-control": "no-store" }, "may not be kept"],
  ])("fail where they %s", async (_what, status, headers, words) => {
    const cdn = await listening(createHttp((_request, response) => response.writeHead(status, headers).end("1")));
    const found = await loaded(page(`<script src="http://127.0.0.1:${cdn}/lib.js?key=${SECRET}"></script>`));
    expect(found).toMatchObject({ verdict: "fail", reason: "FilesNotServed", measure: { value: 1, bound: 2 } });
    expect(found?.message).toContain(words);
    expect(found?.message).not.toContain(SECRET);
  });

  it("fail where the application itself says nothing of caches", async () => {
    expect(shortly(await loaded(page(""), { server: ["uncached"] }))).toBe("fail FilesNotServed");
    expect(shortly(await loaded(page("")))).toBe("pass FilesServed");
  });

  it("are in doubt without a network, and where no page loads any", async () => {
    const html = page('<script src="//cdn.example.com/lib.js"></script>');
    expect(shortly(await loaded(html, {}, offline))).toBe("inconclusive NotKnown");
    expect(shortly(await loaded("<!doctype html><p>Nothing"))).toBe("inconclusive NotSaid");
  });
});
