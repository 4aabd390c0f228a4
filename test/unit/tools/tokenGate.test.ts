import { createServer } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "../../support/temporaryFolder.ts";
import { openTokenGate } from "../../../tools/workbench/tokenGate.ts";

/** A gate before a server that greets, and where to knock. */
async function openGate(): Promise<URL> {
  const socketPath = join(await temporaryFolder(), "socket");
  const behind = createServer((_incoming, response) => void response.end("welcome"));
  await new Promise<void>((resolve) => void behind.listen(socketPath, resolve));
  onTestFinished(() => void behind.close());
  const free = createServer();
  await new Promise<void>((resolve) => void free.listen(0, "127.0.0.1", resolve));
  const address = free.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  await new Promise((resolve) => free.close(resolve));
  const gate = await openTokenGate(socketPath, port);
  onTestFinished(() => gate.close());
  return new URL(gate.url);
}

/** Sends a request as it stands and reads the whole answer. */
function say(gate: URL, ...lines: readonly string[]): Promise<string> {
  const socket = connect(Number(gate.port), gate.hostname);
  socket.end([...lines, "Host: x", "", ""].join("\r\n"));
  return text(socket);
}

describe("the gate before the workbench", () => {
  test("trades the token for a cookie, and lets in who brings it", async () => {
    const gate = await openGate();
    const entered = await fetch(gate, { redirect: "manual" });
    expect([entered.status, entered.headers.get("location")]).toEqual([302, "/"]);
    const cookie = entered.headers.get("set-cookie")?.split(";")[0] ?? "";
    expect(await (await fetch(new URL("/", gate), { headers: { cookie } })).text()).toBe("welcome");
  });

  test("refuses everyone else, also who sends what is no address", async () => {
    const gate = await openGate();
    expect((await fetch(new URL("/?token=x", gate))).status).toBe(401);
    expect(await say(gate, "GET // HTTP/1.1", "Connection: close")).toContain("401");
    expect(await say(gate, "GET / HTTP/1.1", "Connection: Upgrade", "Upgrade: websocket")).toContain("401");
    expect((await fetch(new URL("/", gate))).status).toBe(401);
  });
});
