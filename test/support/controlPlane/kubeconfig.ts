import { readFile, writeFile } from "node:fs/promises";
import type { Connection } from "./connection.ts";
import { USERS, type UserName } from "./users.ts";

/**
 * Contexts that never work, each in its own way: `unreachable` is a port where nothing listens, `hung` accepts the
 * connection and never answers, `expired` shows a token the server no longer knows.
 */
export const BROKEN_CONTEXTS = ["unreachable", "hung", "expired"] as const;

/** Every context is named after the user it signs in, or after what is broken about it. */
export type ContextName = UserName | (typeof BROKEN_CONTEXTS)[number];

export interface KubeconfigOptions {
  /** Default: every user and every broken context. */
  readonly contexts?: readonly ContextName[];
  /** The namespace each context names; none by default. */
  readonly namespace?: string;
  /** Default: the first of `contexts`. */
  readonly current?: ContextName;
}

/** TCP port 1 (tcpmux) on loopback: refused at once on any machine a test runs on. */
const CLOSED_PORT = 1;

/** Writes a kubeconfig of one or several contexts to `file`, readable by its owner only. */
export async function writeKubeconfig(
  connection: Connection,
  file: string,
  options: KubeconfigOptions = {},
): Promise<void> {
  const names = options.contexts ?? [...USERS, ...BROKEN_CONTEXTS];
  const ca = (await readFile(connection.caFile)).toString("base64");
  const config = {
    apiVersion: "v1",
    kind: "Config",
    "current-context": options.current ?? names[0],
    clusters: names.map((name) => ({
      name,
      cluster: { server: serverOf(connection, name), "certificate-authority-data": ca },
    })),
    users: names.map((name) => ({ name, user: { token: tokenOf(connection, name) } })),
    contexts: names.map((name) => ({
      name,
      context: { cluster: name, user: name, ...(options.namespace && { namespace: options.namespace }) },
    })),
  };
  await writeFile(file, JSON.stringify(config, undefined, 2), { mode: 0o600 });
}

function serverOf(connection: Connection, name: ContextName): string {
  if (name === "unreachable") return `https://127.0.0.1:${CLOSED_PORT}`;
  if (name === "hung") return `https://127.0.0.1:${connection.hungPort}`;
  return connection.url;
}

function tokenOf(connection: Connection, name: ContextName): string {
  if (name === "expired") return "a-token-that-has-expired";
  if (name === "unreachable" || name === "hung") return connection.tokens.admin;
  return connection.tokens[name];
}
