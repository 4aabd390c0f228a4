import type { AgentOptions } from "node:https";

/** The environment variables that name proxies, in either case. */
export type ProxyEnvironment = Readonly<Record<string, string | undefined>>;

/** Idle connections are closed before the usual load balancers and API servers do it unasked. Milliseconds. */
const IDLE_MS = 30_000;

/**
 * How connections to a server are made and kept: alive between requests, through the proxy that HTTP(S)_PROXY and
 * NO_PROXY ask for. As with Go's clients, a server on loopback is never behind a proxy.
 */
export function reachOptions(server: URL, proxies: ProxyEnvironment): AgentOptions {
  const kept: AgentOptions = { keepAlive: true, keepAliveMsecs: 15_000, timeout: IDLE_MS, scheduling: "lifo" };
  return isLoopback(server) ? kept : { ...kept, proxyEnv: proxyVariables(proxies) };
}

export function isLoopback(server: URL): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/u.test(server.hostname);
}

function proxyVariables(proxies: ProxyEnvironment): Record<string, string> {
  const names = ["http_proxy", "https_proxy", "no_proxy"];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = proxies[name] ?? proxies[name.toUpperCase()];
      return value === undefined || value === "" ? [] : [[name, value]];
    }),
  );
}

/** As an environment, a cluster's own `proxy-url`. */
export function everythingThrough(proxyUrl: string): ProxyEnvironment {
  return { http_proxy: proxyUrl, https_proxy: proxyUrl };
}
