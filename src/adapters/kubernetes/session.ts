import type { KubeConfig } from "@kubernetes/client-node/dist/config.js";
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent, type RequestOptions } from "node:https";
import { SingleFlight } from "../../base/async.ts";
import type { Clock } from "../../base/clock.ts";
import { sha256Hex } from "../../base/hash.ts";
import type { Target } from "./target.ts";
import { credentialFault, type CredentialStore } from "./execCredential.ts";
import { everythingThrough, reachOptions, type ProxyEnvironment } from "./reach.ts";

/** What a request needs to reach a context's API server as its user. */
export interface Session {
  readonly server: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly agent: HttpAgent;
}

/** Opens sessions and keeps the last one while it holds. */
export interface SessionKeeper {
  open(): Promise<Session>;
  /** The server refused this session's credentials: the next one starts afresh. */
  refuse(session: Session): void;
  dispose(): void;
}

/** Files and tokens behind a session are looked at again after this time. Milliseconds. */
const SESSION_MS = 60_000;

export interface SessionParts {
  readonly clock: Clock;
  readonly credentials: CredentialStore;
  readonly proxies: ProxyEnvironment;
  /** Reads the kubeconfig again: someone who was refused may have signed in since, which rewrites it. */
  readonly reload?: () => Promise<Target>;
}

export function sessionKeeper(first: Target, parts: SessionParts): SessionKeeper {
  const { clock, credentials, reload = async () => target } = parts;
  const flight = new SingleFlight<Session>();
  const proxies = first.proxyUrl === undefined ? parts.proxies : everythingThrough(first.proxyUrl);
  const agents = agentPool(first, proxies);
  let target = first;
  let refused = false;
  let current: { readonly session: Session; readonly until: number } | undefined;

  async function start(): Promise<Session> {
    if (refused) target = newer(target, await reload());
    refused = false;
    const { options, headers, expiresAt } = await authenticate(target, credentials);
    const session = { server: target.server, headers, agent: agents.for(options) };
    current = { session, until: Math.min(clock.now() + SESSION_MS, expiresAt ?? Infinity) };
    return session;
  }

  return {
    async open() {
      return current && clock.now() < current.until ? current.session : flight.run(start);
    },
    refuse(session) {
      if (current?.session !== session) return;
      current = undefined;
      refused = true;
      if (target.exec) credentials.drop(target.user, target.exec);
    },
    dispose: () => agents.dispose(),
  };
}

/** Only a kubeconfig that says something else is a new one: the one at hand remembers refreshed tokens. */
function newer(target: Target, reloaded: Target): Target {
  return reloaded.fingerprint === target.fingerprint ? target : reloaded;
}

/** TLS material and headers of the target's user, from the kubeconfig library and, where there is one, the plugin. */
async function authenticate(target: Target, credentials: CredentialStore) {
  const plugin = target.exec && (await credentials.get(target.user, target.exec));
  const options = await kubeconfigOptions(target.config).catch((error: unknown) => {
    throw credentialFault(target.user, error);
  });
  const headers = plainHeaders(options);
  if (plugin?.token !== undefined) headers["Authorization"] = `Bearer ${plugin.token}`;
  if (plugin?.certificate !== undefined) Object.assign(options, { cert: plugin.certificate, key: plugin.key });
  return { options, headers, expiresAt: plugin?.expiresAt };
}

async function kubeconfigOptions(config: KubeConfig): Promise<RequestOptions> {
  const options: RequestOptions = {};
  await config.applyToHTTPSOptions(options);
  return options;
}

function plainHeaders({ headers, auth }: RequestOptions): Record<string, string> {
  const named = Object.entries(headers ?? {}).map(([name, value]) => [name, String(value).trim()]);
  if (typeof auth === "string") named.push(["Authorization", `Basic ${Buffer.from(auth).toString("base64")}`]);
  return Object.fromEntries(named) as Record<string, string>;
}

/** One agent, and with it one pool of connections, for each set of TLS material; a renewed certificate gets its own. */
function agentPool(target: Target, proxies: ProxyEnvironment) {
  const agents = new Map<string, HttpAgent>();
  return {
    for(options: RequestOptions): HttpAgent {
      const { ca, cert, key, servername, rejectUnauthorized } = options;
      const tls = { ca, cert, key, servername, rejectUnauthorized };
      const id = sha256Hex(JSON.stringify([ca, cert, key]));
      // Only the library can speak SOCKS; its agent keeps no connections alive.
      const make = (): HttpAgent =>
        target.socks ? (options.agent as HttpAgent) : makeAgent(target.server, tls, proxies);
      const agent = agents.get(id) ?? make();
      agents.set(id, agent);
      return agent;
    },
    dispose() {
      for (const agent of agents.values()) agent.destroy();
      agents.clear();
    },
  };
}

function makeAgent(server: URL, tls: RequestOptions, proxies: ProxyEnvironment): HttpAgent {
  const options = reachOptions(server, proxies);
  if (server.protocol === "http:") return new HttpAgent(options);
  const set = Object.fromEntries(Object.entries(tls).filter(([, value]) => value !== undefined));
  return new HttpsAgent({ ...options, ...set });
}
