import * as http from "node:http";

type Environment = Readonly<Record<string, string | undefined>>;

const HERE = "127.0.0.1,localhost,[::1]";

/**
 * Sends what this process asks for by fetch through the proxies that its environment names, as other programs do; what is
 * on this machine is asked directly. A runtime that cannot do it asks directly.
 */
export function useProxies(env: Environment): void {
  const of = (name: string): string => env[name] ?? env[name.toUpperCase()] ?? "";
  const proxies = { http_proxy: of("http_proxy"), https_proxy: of("https_proxy") };
  if (proxies.http_proxy === "" && proxies.https_proxy === "") return;
  const no_proxy = [of("no_proxy"), HERE].filter((one) => one !== "").join(",");
  const { setGlobalProxyFromEnv } = http as { setGlobalProxyFromEnv?: (proxyEnv: Environment) => unknown };
  setGlobalProxyFromEnv?.({ ...proxies, no_proxy });
}
