import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import type { Clock } from "../../base/clock.ts";
import { Fault, messageOf } from "../../base/result.ts";
import { isLoopback, isSafe } from "./place.ts";

/** A registry's answer with its whole body. */
export interface Asked {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

export interface Question {
  readonly method: "GET" | "HEAD";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

export interface AskParts {
  readonly clock: Clock;
  /** For a question with everything it leads to. */
  readonly timeoutMs: number;
  /** The variables that name proxies; a server on this machine is never behind one. */
  readonly proxies: Readonly<Record<string, string | undefined>>;
}

/** Manifests and tokens are far smaller. */
const MOST_BYTES = 4 * 1024 * 1024;
const MOST_REDIRECTS = 3;

/**
 * Asks, and follows where the answer leads: to https, or within this machine; a token goes no further than the server
 * it was for. Rejects with `RegistryUnreachable`, `RegistryTimedOut` or `RegistryAnswer`.
 */
export async function ask(question: Question, parts: AskParts): Promise<Asked> {
  let next = question;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const asked = await once(next, parts);
    const to = asked.headers.location;
    if (asked.status < 301 || asked.status > 308 || to === undefined) return asked;
    next = redirected(next, to);
  }
  throw new Fault("RegistryAnswer", `${question.url.host} sent on more than ${MOST_REDIRECTS} times. Try again later.`);
}

function redirected(from: Question, location: string): Question {
  const url = URL.canParse(location, from.url) ? new URL(location, from.url) : undefined;
  if (url === undefined || !isSafe(url, from.url)) {
    throw new Fault("RegistryAnswer", `${from.url.host} sent on to an address that is not https; it was not followed.`);
  }
  const { authorization: _dropped, ...rest } = from.headers;
  return { ...from, url, headers: url.origin === from.url.origin ? from.headers : rest };
}

function once({ method, url, headers, signal }: Question, parts: AskParts): Promise<Asked> {
  const { promise, resolve, reject } = Promise.withResolvers<Asked>();
  const agent = agentFor(url, parts.proxies);
  const send = url.protocol === "http:" ? httpRequest : httpsRequest;
  const request = send(url, { method, agent, headers: { ...headers }, ...(signal && { signal }) });
  const timer = parts.clock.after(parts.timeoutMs, () => {
    request.destroy(
      new Fault("RegistryTimedOut", `${url.host} did not answer within ${parts.timeoutMs / 1000} s. Try again later.`),
    );
  });
  request.once("response", (response) => {
    bodyOf(response, url.host).then(
      (body) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      (error: unknown) => reject(faultOf(error, url)),
    );
  });
  request.once("error", (error) => reject(faultOf(error, url)));
  request.end();
  return promise.finally(() => {
    timer.dispose();
    agent.destroy();
  });
}

async function bodyOf(response: IncomingMessage, host: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > MOST_BYTES) {
      response.destroy();
      throw new Fault("RegistryAnswer", `${host} sent more than ${MOST_BYTES / 1024 / 1024} MB for a manifest.`);
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function agentFor(url: URL, proxies: AskParts["proxies"]): HttpAgent {
  const options = isLoopback(url) ? {} : { proxyEnv: proxyVariables(proxies) };
  return url.protocol === "http:" ? new HttpAgent(options) : new HttpsAgent(options);
}

function proxyVariables(proxies: AskParts["proxies"]): Record<string, string> {
  const named = ["http_proxy", "https_proxy", "no_proxy"].map((name) => [
    name,
    proxies[name] ?? proxies[name.toUpperCase()],
  ]);
  return Object.fromEntries(named.filter(([, value]) => value !== undefined && value !== "")) as Record<string, string>;
}

function faultOf(error: unknown, url: URL): unknown {
  if (error instanceof Fault || (error instanceof Error && error.name === "AbortError")) return error;
  return new Fault(
    "RegistryUnreachable",
    `${url.host} could not be reached (${messageOf(error)}). Without a network the catalogue stays as it is.`,
    { cause: error },
  );
}
