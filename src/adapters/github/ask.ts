import { Octokit } from "@octokit/core";
import { createHash } from "node:crypto";
import type { Clock } from "../../base/clock.ts";
import { redact } from "../../base/redact.ts";
import { Fault, messageOf } from "../../base/result.ts";
import type { GithubPlace, Pace } from "../../core/ports/github.ts";
import { boundedFetch } from "./boundedFetch.ts";
import { Etags } from "./etags.ts";
import { badAnswer, faultOf, rateLimited, signInRefused, type Refusal, notSignedIn } from "./fault.ts";
import { paceIn } from "./pace.ts";

export interface AskParts {
  readonly place: GithubPlace;
  /** The token for one request; undefined where nobody is signed in. It is not kept. */
  readonly token: () => Promise<string | undefined>;
  readonly clock: Clock;
  /** For one request with everything that it leads to. */
  readonly timeoutMs: number;
  readonly fetch?: typeof globalThis.fetch;
}

export interface Question {
  /** Such as `GET /repos/{owner}/{repo}/actions/runs`. */
  readonly route: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** What is asked for, in words. */
  readonly subject: string;
  readonly signal?: AbortSignal | undefined;
}

export interface Answer {
  readonly data: unknown;
  readonly link: string | undefined;
}

/** By date, so that what it means stays: https://docs.github.com/rest/about-the-rest-api/api-versions */
const API_VERSION = "2022-11-28";
const MOST_REDIRECTS = 3;
const TOKEN = /^[\x21-\x7e]+$/u;

type Sent = Pick<Refusal, "status" | "headers" | "data">;

/**
 * Asks GitHub. After it has refused a sign-in or told to wait, nothing is sent with the same token: what it said is said
 * again, because further requests would have it refuse the account for longer.
 */
export class Asking {
  readonly #parts: AskParts;
  readonly #octokit: Octokit;
  readonly #etags = new Etags();
  /** Tells one token from the next without keeping either. */
  #mark = "";
  #refused = false;
  #limitedUntil = 0;
  #pace: Pace = {};

  constructor(parts: AskParts) {
    this.#parts = parts;
    const fetch = boundedFetch(parts.fetch ?? ((input, init) => globalThis.fetch(input, init)));
    const silent = { debug() {}, info() {}, warn() {}, error() {} };
    this.#octokit = new Octokit({
      baseUrl: parts.place.api,
      userAgent: "tidegate",
      request: { fetch, log: silent },
      log: silent,
    });
  }

  async ask(question: Question): Promise<Answer> {
    const token = await this.#token();
    this.#objectOrGo();
    const address = this.#addressOf(question);
    const known = address.method === "GET" ? this.#etags.get(address.url) : undefined;
    const headers = {
      authorization: `Bearer ${token}`,
      "x-github-api-version": API_VERSION,
      ...(known !== undefined && { "if-none-match": known.etag }),
    };
    const endpoint = { ...address, headers };
    const sent = await this.#within(question, (signal) => this.#followed(endpoint, question, signal, token));
    this.#pace = { ...this.#pace, ...paceIn(sent.headers, this.#parts.clock.now()) };
    if (sent.status === 304 && known !== undefined) return known;
    if (sent.status < 200 || sent.status > 299) throw this.#told(sent, question, token);
    return this.#kept(endpoint, sent);
  }

  /** What GitHub last said of how often it may be asked. */
  get pace(): Pace {
    return this.#pace;
  }

  #addressOf({ route, parameters }: Question): Address {
    const { method, url, body } = this.#octokit.request.endpoint(route, { ...parameters, headers: {} });
    return { method, url, ...(body !== undefined && { data: body }) };
  }

  async #token(): Promise<string> {
    const token = await this.#parts.token();
    if (token === undefined || !TOKEN.test(token)) throw notSignedIn(this.#parts.place.host);
    const mark = createHash("sha256").update(token).digest("hex");
    if (mark !== this.#mark) {
      this.#mark = mark;
      this.#refused = false;
      this.#limitedUntil = 0;
      this.#etags.clear();
    }
    return token;
  }

  #objectOrGo(): void {
    const { place, clock } = this.#parts;
    if (this.#refused) throw signInRefused(place.host);
    if (this.#limitedUntil > clock.now()) throw rateLimited(place.host, this.#limitedUntil);
  }

  #told(sent: Sent, { subject }: Question, token: string): Fault {
    const { place, clock } = this.#parts;
    const fault = faultOf({ ...sent, subject, host: place.host, now: clock.now(), secrets: [token] });
    if (fault.reason === "SignedOut") this.#refused = true;
    const { until } = fault.facts;
    if (typeof until === "number") this.#limitedUntil = until;
    return fault;
  }

  #kept({ method, url }: Address, { data, headers }: Sent): Answer {
    const text = (name: string): string | undefined =>
      headers[name] === undefined ? undefined : String(headers[name]);
    const answer = { data, link: text("link") };
    const etag = text("etag");
    if (method === "GET" && etag !== undefined) this.#etags.keep(url, { etag, ...answer });
    return answer;
  }

  /** Goes where a repository was moved to, on the same server only; what changes something is not turned into a look. */
  async #followed(endpoint: Endpoint, question: Question, signal: AbortSignal, token: string): Promise<Sent> {
    const { place } = this.#parts;
    let next = endpoint;
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
      const sent = await this.#once(next, question, signal, token);
      const to = movedTo(sent, next);
      if (to === undefined) return sent;
      next = { ...next, url: to };
    }
    throw badAnswer(place.host, question.subject, `sent on more than ${MOST_REDIRECTS} times`);
  }

  async #once(endpoint: Endpoint, { subject }: Question, signal: AbortSignal, token: string): Promise<Sent> {
    const { host } = this.#parts.place;
    try {
      return await this.#octokit.request({ ...endpoint, request: { signal } });
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      const response = responseOf(error);
      if (response !== undefined) return response;
      if (error instanceof Error && error.cause instanceof RangeError)
        throw badAnswer(host, subject, error.cause.message);
      const why = redact(messageOf(error), [token]);
      throw new Fault(
        "Unreachable",
        `${host} could not be reached (${why}). Look whether you have a network, or need a proxy.`,
      );
    }
  }

  /** Ends with what the caller's signal says, or with `TimedOut`. */
  async #within<T>({ signal, subject }: Question, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const { clock, timeoutMs, place } = this.#parts;
    const late = new AbortController();
    const timer = clock.after(timeoutMs, () => {
      const message = `${place.host} did not answer for ${subject} within ${timeoutMs / 1000} s. Try again later.`;
      late.abort(new Fault("TimedOut", message));
    });
    try {
      return await work(signal === undefined ? late.signal : AbortSignal.any([signal, late.signal]));
    } finally {
      timer.dispose();
    }
  }
}

interface Address {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD";
  readonly url: string;
  /** The body. */
  readonly data?: unknown;
}

interface Endpoint extends Address {
  readonly headers: Readonly<Record<string, string>>;
}

function movedTo({ status, headers }: Sent, { url, method }: Address): string | undefined {
  const follows = method === "GET" ? [301, 302, 307, 308] : [307, 308];
  const location = headers["location"];
  if (!follows.includes(status) || typeof location !== "string" || !URL.canParse(location, url)) return undefined;
  const to = new URL(location, url);
  return to.origin === new URL(url).origin ? to.href : undefined;
}

/** What GitHub answered, in the error that the client makes of it. */
function responseOf(error: unknown): Sent | undefined {
  if (!(error instanceof Error) || !("response" in error) || !("status" in error)) return undefined;
  const { response } = error as { response?: Sent };
  return response;
}
