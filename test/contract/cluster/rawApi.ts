import { readFile } from "node:fs/promises";
import { request } from "node:https";
import { inject } from "vitest";
import { parse } from "yaml";

interface Kubeconfig {
  readonly clusters: readonly { name: string; cluster: Readonly<Record<string, string>> }[];
  readonly users: readonly { name: string; user: { token: string } }[];
}

/** What the server answered, as it came. */
export interface RawAnswer {
  readonly code: number;
  readonly type: string;
  readonly text: string;
  /** The reason and the message of a Status. */
  readonly reason: string;
  readonly message: string;
}

/** A request as any client could make it. */
export interface RawRequest {
  /** Text goes as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type RawApi = (method: string, path: string, asked?: RawRequest) => Promise<RawAnswer>;

/** Speaks HTTP to the cluster under test as its administrator, without any of our own code between. */
export async function rawApi(): Promise<RawApi> {
  const { clusters, users } = parse(await readFile(inject("clusterUnderTest").kubeconfig, "utf8")) as Kubeconfig;
  const cluster = clusters.find(({ name }) => name === "admin")?.cluster ?? {};
  const token = users.find(({ name }) => name === "admin")?.user.token ?? "";
  const ca = Buffer.from(cluster["certificate-authority-data"] ?? "", "base64");
  return (method, path, { body, headers = {} } = {}) => {
    const bytes = Buffer.from(body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body));
    const own = {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "content-length": bytes.length,
    };
    return new Promise((resolve, reject) => {
      const sent = request(
        `${cluster["server"]}${path}`,
        { method, ca, headers: { ...own, ...headers } },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("error", reject);
          response.on("end", () => {
            const text = Buffer.concat(chunks).toString("utf8");
            const type = response.headers["content-type"] ?? "";
            resolve({ code: response.statusCode ?? 0, type, text, ...statusOf(text) });
          });
        },
      );
      sent.on("error", reject);
      sent.end(bytes);
    });
  };
}

function statusOf(text: string): { reason: string; message: string } {
  try {
    const { reason = "", message = "" } = JSON.parse(text) as { reason?: string; message?: string };
    return { reason, message };
  } catch {
    return { reason: "", message: "" };
  }
}
