import { createHash } from "node:crypto";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** One question as the registry saw it. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly accept: string | undefined;
  readonly authorization: string | undefined;
}

export interface FakeRegistry {
  readonly url: string;
  readonly seen: readonly Seen[];
}

export const INDEX = JSON.stringify({ schemaVersion: 2, mediaType: "application/vnd.oci.image.index.v1+json" });
export const INDEX_DIGEST = `sha256:${createHash("sha256").update(INDEX).digest("hex")}`;

/** A server on loopback that speaks as much of the distribution protocol as a test says, until the test ends. */
export async function fakeRegistry(
  answer: (seen: Seen, response: ServerResponse, url: string) => void,
): Promise<FakeRegistry> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const one = {
      method: request.method ?? "",
      path: request.url ?? "",
      accept: request.headers.accept,
      authorization: request.headers.authorization,
    };
    seen.push(one);
    answer(one, response, `http://${request.headers.host}`);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

/** The manifest as a registry sends it. */
export function sendIndex({ method }: Seen, response: ServerResponse, digest: string | undefined = INDEX_DIGEST): void {
  response.writeHead(200, {
    "content-type": "application/vnd.oci.image.index.v1+json",
    ...(digest !== undefined && digest !== "" && { "docker-content-digest": digest }),
  });
  response.end(method === "HEAD" ? undefined : INDEX);
}
