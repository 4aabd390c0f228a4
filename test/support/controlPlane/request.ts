import { readFile } from "node:fs/promises";
import { request as httpsRequest } from "node:https";
import type { Connection } from "./connection.ts";
import type { UserName } from "./users.ts";

export interface ApiAnswer {
  readonly status: number;
  readonly body: string;
}

export interface ApiRequest {
  readonly user?: UserName;
  readonly method?: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  readonly body?: unknown;
  readonly contentType?: string;
  readonly timeoutMs?: number;
}

/** One request to the API server, past every client library: what the server itself says. */
export async function request(
  connection: Pick<Connection, "url" | "caFile" | "tokens">,
  path: string,
  options: ApiRequest = {},
): Promise<ApiAnswer> {
  const ca = await readFile(connection.caFile);
  const headers = {
    authorization: `Bearer ${connection.tokens[options.user ?? "admin"]}`,
    "content-type": options.contentType ?? "application/json",
  };
  return new Promise((resolve, reject) => {
    const call = httpsRequest(
      new URL(path, connection.url),
      { ca, headers, method: options.method ?? "GET", timeout: options.timeoutMs ?? 10_000 },
      (answer) => {
        let body = "";
        answer.setEncoding("utf8");
        answer.on("data", (chunk: string) => (body += chunk));
        answer.once("end", () => resolve({ status: answer.statusCode ?? 0, body }));
        answer.once("error", reject);
      },
    );
    call.once("timeout", () => call.destroy(new Error(`No answer from ${path} in time.`)));
    call.once("error", reject);
    call.end(options.body === undefined ? undefined : JSON.stringify(options.body));
  });
}
