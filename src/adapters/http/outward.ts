import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { connect as connectPlain, isIP, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { Fault, messageOf } from "../../base/result.ts";
import type { Outward, OutwardAnswer, OutwardPlace } from "../../core/ports/outward.ts";

const MOST_BYTES = 16 * 1024 * 1024;
const MOST_REDIRECTS = 5;

/** What trust and ways out hang on. */
export interface OutwardParts {
  /** The variables that name proxies, for http and https. A server on this machine is never behind one. */
  readonly proxies: Readonly<Record<string, string | undefined>>;
  /** Authorities beside those of Node, as PEM. */
  readonly ca?: string;
}

/** Connections and requests to other machines. */
export function outwardWith(parts: OutwardParts): Outward {
  return {
    connect: (to, signal) => within(to.timeoutMs, signal, (ended) => connected(to, parts, ended)),
    get: (url, timeoutMs, signal) => within(timeoutMs, signal, (ended) => followed(new URL(url), parts, ended)),
  };
}

async function within<T>(
  timeoutMs: number,
  signal: AbortSignal | undefined,
  work: (ended: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    return await work(signal === undefined ? limit : AbortSignal.any([limit, signal]));
  } catch (error) {
    signal?.throwIfAborted();
    if (limit.aborted) throw new Fault("NoAnswer", `no answer came within ${timeoutMs / 1000} s`, { cause: error });
    throw faultOf(error);
  }
}

function connected({ host, port, tls }: OutwardPlace, { ca }: OutwardParts, ended: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const socket: Socket = tls
    ? connectTls({ host, port, ...(isIP(host) === 0 && { servername: host }), ...(ca !== undefined && { ca }) })
    : connectPlain({ host, port });
  const stop = (): void => void socket.destroy(new Error("stopped"));
  ended.addEventListener("abort", stop, { once: true });
  socket.once(tls ? "secureConnect" : "connect", () => resolve());
  socket.once("error", reject);
  socket.once("close", () => reject(new Error("the connection was closed")));
  if (ended.aborted) stop();
  return promise.finally(() => {
    ended.removeEventListener("abort", stop);
    socket.destroy();
  });
}

async function followed(first: URL, parts: OutwardParts, ended: AbortSignal): Promise<OutwardAnswer> {
  let url = first;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const answer = await once(url, parts, ended);
    const { location } = answer.headers;
    if (answer.status < 301 || answer.status > 308 || answer.status === 304 || location === undefined) return answer;
    const next = URL.parse(location, url);
    // What was asked for safely is not asked for in the open.
    if (next === null || !(next.protocol === "https:" || next.protocol === url.protocol)) return answer;
    url = next;
  }
  throw new Fault("Refused", `it sends on more than ${MOST_REDIRECTS} times`);
}

async function once(url: URL, parts: OutwardParts, signal: AbortSignal): Promise<OutwardAnswer> {
  const agent = agentFor(url, parts);
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const send = url.protocol === "http:" ? httpRequest : httpsRequest;
      const asked = send(url, { agent, signal, headers: { "user-agent": "tidegate", accept: "*/*" } });
      asked.once("response", resolve);
      asked.once("error", reject);
      asked.end();
    });
    let bytes = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) break;
    }
    const headers = Object.entries(response.headers).map(([name, value]) => [name, [value].flat().join(", ")] as const);
    return { status: response.statusCode ?? 0, headers: Object.fromEntries(headers), bytes };
  } finally {
    agent.destroy();
  }
}

function agentFor(url: URL, { proxies, ca }: OutwardParts): HttpAgent {
  const own = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/u.test(url.hostname);
  const named = ["http_proxy", "https_proxy", "no_proxy"].flatMap((name) => {
    const value = proxies[name] ?? proxies[name.toUpperCase()] ?? "";
    return own || value === "" ? [] : [[name, value] as const];
  });
  const options = { ...(named.length > 0 && { proxyEnv: Object.fromEntries(named) }), ...(ca !== undefined && { ca }) };
  return url.protocol === "http:" ? new HttpAgent(options) : new HttpsAgent(options);
}

/** Codes that say that somebody was there. */
const REFUSED = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "HPE_INVALID_CONSTANT",
  "ERR_SSL_WRONG_VERSION_NUMBER",
]);
const TRUST = /^(?:CERT_|ERR_TLS_CERT|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA)/u;

function faultOf(error: unknown): Fault {
  if (error instanceof Fault) return error;
  const code = codeOf(error);
  if (TRUST.test(code))
    return new Fault("Untrusted", `its certificate is not to be trusted (${code})`, { cause: error });
  if (REFUSED.has(code) || /^(?:EPROTO|ERR_SSL_|HPE_)/u.test(code)) {
    return new Fault(
      "Refused",
      code === "ECONNREFUSED" ? "nobody listens there (ECONNREFUSED)" : `it broke off (${code})`,
      {
        cause: error,
      },
    );
  }
  if (code === "") return new Fault("Refused", messageOf(error), { cause: error });
  return new Fault("NoAnswer", `there was no way there (${code})`, { cause: error });
}

/** Of several addresses that were tried, the one that somebody was at tells most. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError) {
    const codes = error.errors.map(codeOf);
    return codes.find((code) => REFUSED.has(code)) ?? codes[0] ?? "";
  }
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
