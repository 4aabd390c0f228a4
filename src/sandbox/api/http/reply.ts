import { stringify } from "yaml";
import type { ServerResponse } from "node:http";
import type { Status } from "../status.ts";

/** What a handler answers. A stream writes to the response itself, after its headers. */
export type Reply =
  | {
      readonly code: number;
      readonly body: unknown;
      readonly contentType?: string;
      readonly warnings?: readonly string[];
    }
  | { readonly stream: (response: ServerResponse) => void; readonly contentType: string };

export function ok(body: unknown, warnings: readonly string[] = []): Reply {
  return { code: 200, body, warnings };
}

/** The same reply in YAML, where it is an object. */
export function inYaml(reply: Reply): Reply {
  if ("stream" in reply || typeof reply.body !== "object") return reply;
  return { ...reply, body: stringify(reply.body, { sortMapEntries: true }), contentType: "application/yaml" };
}

/** Sends a reply. Text goes as it is, all else as JSON. */
export function send(response: ServerResponse, reply: Reply): void {
  response.setHeader("Cache-Control", "no-cache, private");
  response.setHeader("Content-Type", reply.contentType ?? "application/json");
  if ("stream" in reply) {
    response.writeHead(200);
    response.flushHeaders();
    reply.stream(response);
    return;
  }
  const warnings = reply.warnings ?? [];
  if (warnings.length > 0)
    response.setHeader(
      "Warning",
      // Headers hold bytes: what a client has sent, and is quoted here, may be any text.
      warnings.map((text) => `299 - ${Buffer.from(JSON.stringify(text)).toString("latin1")}`),
    );
  response.writeHead(reply.code);
  response.end(typeof reply.body === "string" ? reply.body : `${JSON.stringify(reply.body)}\n`);
}

export function sendStatus(response: ServerResponse, status: Status): void {
  const retry = status.details?.retryAfterSeconds;
  if (retry !== undefined) response.setHeader("Retry-After", String(retry));
  send(response, { code: status.code ?? 500, body: status });
}
