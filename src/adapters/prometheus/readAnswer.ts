import * as z from "zod";
import { Fault } from "../../base/result.ts";
import type { MetricSample } from "../../core/ports/metrics.ts";

/** A moment in seconds, and a value as text: JSON has no NaN and no infinity. */
const point = z.tuple([z.number(), z.string()]);

const data = z.discriminatedUnion("resultType", [
  z.object({ resultType: z.literal("vector"), result: z.array(z.object({ value: point })) }),
  z.object({ resultType: z.literal("scalar"), result: point }),
  z.object({ resultType: z.literal("matrix") }),
  z.object({ resultType: z.literal("string") }),
]);

const success = z.object({
  status: z.literal("success"),
  data,
  warnings: z.array(z.string()).optional(),
  /** Of servers that speak the same language: not all that should have answered did. */
  isPartial: z.boolean().optional(),
});

const failure = z.object({ status: z.literal("error"), error: z.string() });

/** What a server of metrics answered. */
export interface ReadAnswer {
  readonly samples: readonly MetricSample[];
  readonly warnings: readonly string[];
}

/** Reads the answer to an instant query. Throws `MetricsAnswer`. */
export function readAnswer(text: string): ReadAnswer {
  const answer = success.safeParse(jsonOf(text));
  if (!answer.success) throw notUnderstood("it is not in the form that Prometheus answers in");
  const { warnings = [], isPartial = false } = answer.data;
  const told = isPartial ? [...warnings, "The server says that its answer is partial."] : warnings;
  return { samples: samplesOf(answer.data.data), warnings: told };
}

/** The server's own words on why it did not answer; undefined where it gave none. */
export function readError(text: string): string | undefined {
  return failure.safeParse(jsonOf(text)).data?.error.slice(0, 300);
}

function samplesOf(found: z.infer<typeof data>): readonly MetricSample[] {
  switch (found.resultType) {
    case "vector":
      return found.result.map(({ value }) => sampleOf(value));
    case "scalar":
      return [sampleOf(found.result)];
    case "matrix":
      throw notUnderstood("the query gives a span of time; wrap it in a function such as rate or avg_over_time");
    case "string":
      throw notUnderstood("the query gives text");
  }
}

function sampleOf([seconds, text]: z.infer<typeof point>): MetricSample {
  return { value: valueOf(text), at: seconds * 1000 };
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/iu;

/** A value as Go writes it. What is no number is NaN, which no bound lets through. */
function valueOf(text: string): number {
  if (/^[+-]?inf$/iu.test(text)) return text.startsWith("-") ? -Infinity : Infinity;
  return NUMBER.test(text) ? Number(text) : Number.NaN;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function notUnderstood(why: string): Fault {
  return new Fault("MetricsAnswer", `Nothing could be read from the server's answer: ${why}.`);
}
