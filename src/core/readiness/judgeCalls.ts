import { failed, type Finding, passed } from "../gates/finding.ts";
import type { HttpCall } from "../gates/terms.ts";

/** A request that was made, and the status that came back, or why none did. */
export interface CallAnswer {
  readonly call: HttpCall;
  readonly status?: number;
  readonly failure?: string;
}

/** Whether every request came back as was said. */
export function judgeCalls(answers: readonly CallAnswer[]): Finding {
  const wrong = answers.filter(({ call, status }) => status !== call.status);
  const value = answers.length - wrong.length;
  const measure = { value, bound: answers.length, good: "at-least", unit: "requests" } as const;
  if (wrong.length === 0) {
    const message = `${answers.length === 1 ? "The request was" : `All ${answers.length} requests were`} answered as said.`;
    return { ...passed("CallsAnswered", message), measure };
  }
  const message = `${wrong.length} of ${answers.length} requests were not answered as said: ${wrong.slice(0, 10).map(wordsOf).join("; ")}.`;
  return { ...failed("CallsNotAnswered", message), measure };
}

function wordsOf({ call: { method, path, status: wanted }, status, failure }: CallAnswer): string {
  return `${method} ${path} ${status === undefined ? `had no answer (${failure ?? "unknown"})` : `gave ${status}`} and not ${wanted}`;
}
