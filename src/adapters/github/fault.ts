import { timestamp } from "../../base/clock.ts";
import { redact } from "../../base/redact.ts";
import { Fault } from "../../base/result.ts";
import { numberIn, paceIn } from "./pace.ts";

/** An answer that is no success. */
export interface Refusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  /** What came with it. */
  readonly data: unknown;
  /** What was asked for, in words: `the runs of acme/shop`. */
  readonly subject: string;
  /** The host that people see. */
  readonly host: string;
  /** This machine's clock, milliseconds since the epoch. */
  readonly now: number;
  /** What must not be repeated, should it stand in the answer. */
  readonly secrets: readonly string[];
}

/** GitHub asks for at least this where it names no time: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api */
const LEAST_WAIT_MS = 60_000;
const LONGEST_MESSAGE = 200;

/** What an answer that is no success means for the person whose token it was. */
export function faultOf(refusal: Refusal): Fault {
  const { status, host, subject } = refusal;
  if (status === 401) return signInRefused(host);
  const until = limitedUntil(refusal);
  if (until !== undefined) return rateLimited(host, until);
  if (status === 403 || status === 451) return forbidden(refusal);
  if (status === 404 || status === 410) {
    return new Fault(
      "Gone",
      `${host} has no ${subject}, or this account may not see it. Look whether the name is right.`,
    );
  }
  if (status === 409 || status === 422) {
    return new Fault("Refused", `${host} did not take it for ${subject}${said(refusal)}. Look at it there.`);
  }
  if (status >= 500) {
    return new Fault(
      "Unreachable",
      `${host} answered ${status} for ${subject}: it has trouble of its own. Try again later.`,
    );
  }
  return badAnswer(host, subject, `status ${status}`);
}

/** Its fact `refused` tells it from {@link notSignedIn}. */
export function signInRefused(host: string): Fault {
  const message = `${host} does not take the sign-in any more: it was revoked or has ended. Sign in again.`;
  return new Fault("SignedOut", message, { facts: { refused: true } });
}

export function notSignedIn(host: string): Fault {
  return new Fault("SignedOut", `Nobody is signed in to ${host}. Sign in.`, { facts: { refused: false } });
}

/** `until` in milliseconds since the epoch. */
export function rateLimited(host: string, until: number): Fault {
  const message = `${host} answers no more requests of this account until ${timestamp(until)}. Nothing is asked before then.`;
  return new Fault("RateLimited", message, { facts: { until } });
}

export function badAnswer(host: string, subject: string, problem: string): Fault {
  return new Fault(
    "BadAnswer",
    `What ${host} sent for ${subject} cannot be understood (${problem}). Look at it there.`,
  );
}

function forbidden(refusal: Refusal): Fault {
  const { host, subject } = refusal;
  const sso = header(refusal, "x-github-sso");
  if (sso?.startsWith("required") === true) {
    const url = signInUrl(sso, host);
    const where = url === undefined ? "in your account's settings" : `at ${url}`;
    const message = `The organization of ${subject} asks for its own sign-in (SAML). Allow it for this token ${where}.`;
    return new Fault("SamlRequired", message, { facts: { url } });
  }
  const wanted = header(refusal, "x-accepted-github-permissions") ?? header(refusal, "x-accepted-oauth-scopes");
  const scopes = wanted !== undefined && /^[\w:;,= -]{1,200}$/u.test(wanted) ? ` It takes: ${wanted}.` : "";
  return new Fault("NotAllowed", `${host} does not let this token near ${subject}${said(refusal)}.${scopes}`);
}

/** Only an address of the same host is shown as one to open. */
function signInUrl(sso: string, host: string): string | undefined {
  const text = /\burl=(\S+)/u.exec(sso)?.[1];
  const url = text !== undefined && URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === "https:" && url.host === host ? url.href : undefined;
}

/** When the next request may be made, by this machine's clock. */
function limitedUntil(refusal: Refusal): number | undefined {
  const { status, now, headers, data } = refusal;
  if (status !== 403 && status !== 429) return undefined;
  const wait = numberIn(headers, "retry-after");
  if (wait !== undefined) return now + wait * 1000;
  const { remaining, resetAt } = paceIn(headers, now);
  if (remaining === 0 && resetAt !== undefined) return Math.max(resetAt, now + 1000);
  return status === 429 || /rate limit/iu.test(messageIn(data) ?? "") ? now + LEAST_WAIT_MS : undefined;
}

function header({ headers }: Refusal, name: string): string | undefined {
  const value = headers[name];
  return value === undefined ? undefined : String(value);
}

function said({ data, secrets }: Refusal): string {
  const message = messageIn(data, secrets)
    ?.trim()
    .replace(/[.\s]+$/u, "");
  return message === undefined || message === "" ? "" : ` ("${message}")`;
}

function messageIn(data: unknown, secrets: readonly string[] = []): string | undefined {
  if (data === null || typeof data !== "object" || !("message" in data) || typeof data.message !== "string")
    return undefined;
  return redact(data.message.slice(0, 10 * LONGEST_MESSAGE), secrets)
    .slice(0, LONGEST_MESSAGE)
    .replaceAll(/[\p{Cc}\p{Cf}]+/gu, " ");
}
