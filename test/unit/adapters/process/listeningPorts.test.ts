import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { listeningIn, systemListeningPorts } from "../../../../src/adapters/process/listeningPorts.ts";

describe("ports of this machine", () => {
  it("are taken while something listens on them, and free before and after", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    expect([...(await systemListeningPorts().taken([port]))]).toEqual([port]);
    server.close();
    await once(server, "close");
    expect([...(await systemListeningPorts().taken([port]))]).toEqual([]);
  });

  it("are read from the kernel's table by the state of their sockets", () => {
    const table = [
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
      "   0: 0100007F:0BB8 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1",
      "   1: 0100007F:0BB9 0100007F:1F90 01 00000000:00000000 00:00000000 00000000     0        0 2 1",
      "   2: 00000000000000000000000000000000:1F90 00000000000000000000000000000000:0000 0A 0 0 0 0 0 3 1",
      "",
    ].join("\n");
    expect(listeningIn(table)).toEqual([3000, 8080]);
  });
});
