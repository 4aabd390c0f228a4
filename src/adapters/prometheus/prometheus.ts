import type { Clock } from "../../base/clock.ts";
import { Fault, messageOf } from "../../base/result.ts";
import type { MetricSample, Metrics, MetricsAnswer } from "../../core/ports/metrics.ts";
import { boundedText } from "./boundedText.ts";
import { readAnswer, readError } from "./readAnswer.ts";

export interface PrometheusParts {
  readonly clock: Clock;
  /** For each question. */
  readonly timeoutMs: number;
}

/** Asks servers that speak Prometheus' HTTP API. Nobody signs in, and no redirect is followed. */
export function prometheusMetrics(parts: PrometheusParts): Metrics {
  return {
    async query(server, query, signal): Promise<MetricsAnswer> {
      const ask = (text: string): Promise<MetricsAnswer> => askOnce(parts, server, text, signal);
      const { samples, warnings } = await ask(query);
      const [only] = samples;
      if (samples.length !== 1 || only === undefined) return { samples, warnings };
      return { samples: [await dated(only, query, ask)], warnings };
    },
  };
}

/**
 * An answer bears the time of the question, whatever the age of the sample under it. Of one metric as it is, the server
 * tells that age; of anything that is computed it gives the time of the question again.
 */
async function dated(
  sample: MetricSample,
  query: string,
  ask: (text: string) => Promise<MetricsAnswer>,
): Promise<MetricSample> {
  // A line feed ends a comment, if the query has one.
  const { samples } = await ask(`timestamp(\n${query}\n)`).catch(ignoreBadQuery);
  const seconds = samples[0]?.value;
  return seconds === undefined || !Number.isFinite(seconds) ? sample : { ...sample, takenAt: seconds * 1000 };
}

/** A scalar has no time of its own, and the server refuses to tell it. */
function ignoreBadQuery(error: unknown): MetricsAnswer {
  if (error instanceof Fault && error.reason === "BadQuery") return { samples: [], warnings: [] };
  throw error;
}

async function askOnce(
  { clock, timeoutMs }: PrometheusParts,
  server: string,
  query: string,
  signal: AbortSignal | undefined,
): Promise<MetricsAnswer> {
  const url = addressOf(server, query);
  const late = new AbortController();
  const timer = clock.after(timeoutMs, () => late.abort());
  try {
    const stop = signal === undefined ? late.signal : AbortSignal.any([signal, late.signal]);
    const response = await fetch(url, { signal: stop, redirect: "manual", headers: { accept: "application/json" } });
    const text = await boundedText(response);
    if (response.status === 200) return readAnswer(text);
    throw refusal(url.host, response.status, text);
  } catch (error) {
    if (error instanceof Fault || signal?.aborted === true) throw error;
    throw late.signal.aborted ? timedOut(url.host, timeoutMs) : unreachable(url.host, error);
  } finally {
    timer.dispose();
  }
}

function addressOf(server: string, query: string): URL {
  const base = URL.canParse(server) ? new URL(server.endsWith("/") ? server : `${server}/`) : undefined;
  if (base === undefined || !/^https?:$/u.test(base.protocol)) {
    throw new Fault(
      "MetricsUnreachable",
      "The server's address is no http or https address. Correct it in tidegate.yaml.",
    );
  }
  const url = new URL("api/v1/query", base);
  url.searchParams.set("query", query);
  return url;
}

function refusal(host: string, status: number, text: string): Fault {
  const said = readError(text);
  const words = said === undefined ? "" : ` It says: ${said}`;
  if (status === 401 || status === 403) {
    const what = "Name a server that answers this machine without signing in.";
    return new Fault("MetricsRefused", `${host} answers only those who have signed in (${status}). ${what}`);
  }
  if (status === 400 || status === 422) return new Fault("BadQuery", `${host} does not take the query.${words}`);
  return new Fault("MetricsAnswer", `${host} answered ${status}.${words} Try again once it works.`);
}

function timedOut(host: string, timeoutMs: number): Fault {
  return new Fault(
    "MetricsTimedOut",
    `${host} did not answer within ${timeoutMs / 1000} s. Try again, or ask for less.`,
  );
}

function unreachable(host: string, error: unknown): Fault {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const message = `${host} could not be reached (${messageOf(cause)}). Is the address right, and does it run?`;
  return new Fault("MetricsUnreachable", message, { cause: error });
}
