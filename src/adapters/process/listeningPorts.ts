import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { ListeningPorts } from "../../core/ports/listeningPorts.ts";

/** The ports of this machine: from the kernel's tables on Linux; elsewhere each is tried. */
export function systemListeningPorts(): ListeningPorts {
  return {
    async taken(ports) {
      const listening = process.platform === "linux" ? await fromProc() : undefined;
      if (listening) return new Set(ports.filter((port) => listening.has(port)));
      const tried = await Promise.all(ports.map(async (port) => ((await canListen(port)) ? [] : [port])));
      return new Set(tried.flat());
    },
  };
}

async function fromProc(): Promise<ReadonlySet<number> | undefined> {
  const tables = await Promise.all(
    ["/proc/net/tcp", "/proc/net/tcp6"].map((file) => readFile(file, "utf8").catch(() => "")),
  );
  return tables.every((table) => table === "") ? undefined : new Set(tables.flatMap(listeningIn));
}

/** Local ports of sockets in state `0A`, which is listening; proc_pid_net(5). */
export function listeningIn(table: string): readonly number[] {
  return table.split("\n").flatMap((line) => {
    const [, local, , state] = line.trim().split(/\s+/u);
    const port = Number.parseInt(local?.slice(local.lastIndexOf(":") + 1) ?? "", 16);
    return state === "0A" && port > 0 ? [port] : [];
  });
}

/** Only that a port is in use says that it is taken; one that may not be tried is left as it is. */
function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code !== "EADDRINUSE"));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => resolve(true)));
  });
}
