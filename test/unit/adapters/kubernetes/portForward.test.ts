import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { WebSocketServer, type WebSocket } from "ws";
import { ManualClock } from "../../../../src/base/clock.ts";
import { KINDS } from "../../../../src/core/rollout/kinds.ts";
import { openPortForward } from "../../../../src/adapters/kubernetes/portForward.ts";
import { restOf, type Rest } from "../../../../src/adapters/kubernetes/rest.ts";
import { plainSessions } from "../../../support/fakeApiServer.ts";

const pod = { kind: KINDS.Pod, namespace: "shop", name: "web-1" };

/** The far end of port-forwards: `serve` gets each WebSocket after its greeting. */
async function farEnd(
  serve: (tunnel: WebSocket) => void,
  refuse?: number,
  said: object = {},
): Promise<{ rest: Rest; urls: string[] }> {
  const http = createServer();
  const urls: string[] = [];
  const tunnels = new WebSocketServer({ noServer: true });
  http.on("upgrade", (request, socket, head) => {
    urls.push(request.url ?? "");
    if (refuse !== undefined) {
      const body = JSON.stringify(said);
      socket.end(`HTTP/1.1 ${refuse} No\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
      return;
    }
    tunnels.handleUpgrade(request, socket, head, (tunnel) => {
      expect(tunnel.protocol).toBe("v4.channel.k8s.io");
      for (const channel of [0, 1]) tunnel.send(Buffer.of(channel, 0x90, 0x1f));
      serve(tunnel);
    });
  });
  await new Promise<void>((resolve) => {
    http.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => {
    for (const tunnel of tunnels.clients) tunnel.terminate();
    http.close();
  });
  const sessions = plainSessions(`http://127.0.0.1:${(http.address() as AddressInfo).port}`);
  return { rest: restOf({ context: "test", sessions, clock: new ManualClock(), random: () => 0 }), urls };
}

async function opened(rest: Rest) {
  const forward = await openPortForward(rest, pod, 8080);
  onTestFinished(() => forward.dispose());
  const dial = (): Socket => {
    const socket = connect(forward.localPort, "127.0.0.1");
    onTestFinished(() => void socket.destroy());
    return socket;
  };
  return { forward, dial };
}

async function readAll(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

describe("a port-forward", () => {
  it("leads a local connection to the pod's port and back, byte for byte", async () => {
    const { rest, urls } = await farEnd((tunnel) => {
      tunnel.on("message", (message: Buffer) => {
        expect(message[0]).toBe(0);
        tunnel.send(Buffer.concat([Buffer.of(0), Buffer.from(message.subarray(1).toString().toUpperCase())]));
        tunnel.close();
      });
    });
    const { dial } = await opened(rest);
    const socket = dial();
    socket.write("hello");
    expect(await readAll(socket)).toBe("HELLO");
    expect(urls[0]).toBe("/api/v1/namespaces/shop/pods/web-1/portforward?ports=8080");
  });

  it("carries megabytes at the pace of the slower side", async () => {
    const size = 8 * 1024 * 1024;
    const { rest } = await farEnd((tunnel) => {
      tunnel.on("message", () => {
        for (let sent = 0; sent < size; sent += 65_536) tunnel.send(Buffer.alloc(65_537));
        tunnel.close();
      });
    });
    const { dial } = await opened(rest);
    const socket = dial();
    socket.write("go");
    expect(await readAll(socket)).toHaveLength(size);
  });

  it("ends a connection whose far end reports an error", async () => {
    const { rest } = await farEnd((tunnel) => {
      tunnel.on("message", () => tunnel.send(Buffer.concat([Buffer.of(1), Buffer.from("connection refused")])));
    });
    const { dial } = await opened(rest);
    const socket = dial();
    socket.write("hello");
    expect(await readAll(socket)).toBe("");
  });

  it.each([
    [403, "Forbidden"],
    [404, "NotFound"],
  ])("that the server refuses with %i says so when it is opened", async (code, reason) => {
    const { rest } = await farEnd(() => undefined, code);
    await expect(openPortForward(rest, pod, 8080)).rejects.toMatchObject({ reason });
  });

  it("that the server refuses is refused in the server's words", async () => {
    const { rest } = await farEnd(() => undefined, 501, { kind: "Status", message: "it runs no containers" });
    await expect(openPortForward(rest, pod, 8080)).rejects.toThrow(/test: it runs no containers\.$/u);
  });

  it("says when the local port is taken", async () => {
    const { rest } = await farEnd(() => undefined);
    const { forward } = await opened(rest);
    await expect(openPortForward(rest, pod, 8080, forward.localPort)).rejects.toMatchObject({ reason: "Invalid" });
  });

  it("closes its connections and its port when it is disposed", async () => {
    const { rest } = await farEnd((tunnel) => tunnel.on("message", () => tunnel.send(Buffer.from("\0here"))));
    const { forward, dial } = await opened(rest);
    const socket = dial();
    socket.write("hello");
    await new Promise((resolve) => {
      socket.once("data", resolve);
    });
    const closed = new Promise((resolve) => {
      socket.once("close", resolve);
    });
    forward.dispose();
    await closed;
    const late = dial();
    expect(await new Promise((resolve) => late.once("error", resolve))).toMatchObject({ code: "ECONNREFUSED" });
  });
});
