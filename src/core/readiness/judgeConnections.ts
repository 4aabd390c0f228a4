import { failed, type Finding, inconclusive, passed } from "../gates/finding.ts";

/** How one thing was tried. `told` is a clause without anything secret, such as `DATABASE_URL (postgres at db:5432)`. */
export interface ConnectionAnswer {
  readonly told: string;
  /** Set where it was not reached. */
  readonly problem?: string;
  /** Whether nobody can tell, as nothing was heard. */
  readonly doubt?: boolean;
}

/** Whether everything that an application talks to was reached. Source: operations-handbook.md:449 and 450. */
export function judgeConnections(answers: readonly ConnectionAnswer[]): Finding {
  const missed = answers.filter(({ problem }) => problem !== undefined);
  const value = answers.length - missed.length;
  const measure = { value, bound: answers.length, good: "at-least", unit: "connections" } as const;
  const sure = missed.filter(({ doubt }) => doubt !== true);
  if (sure.length > 0) {
    const message = `${sure.length} of ${answers.length} connections did not come about: ${words(sure)}.`;
    return { ...failed("NotReached", message), measure };
  }
  if (missed.length > 0) {
    const what = "Try again from a place that reaches them, with their values in .env.";
    const message = `Of ${missed.length} of ${answers.length} connections nothing is known: ${words(missed)}. ${what}`;
    return { ...inconclusive("NotKnown", message), measure };
  }
  const message = `Reached: ${answers
    .map(({ told }) => told)
    .slice(0, 10)
    .join("; ")}. Nobody signed in.`;
  return { ...passed("Reached", message), measure };
}

function words(answers: readonly ConnectionAnswer[]): string {
  return answers
    .slice(0, 10)
    .map(({ told, problem }) => `${told}: ${problem ?? ""}`)
    .join("; ");
}
