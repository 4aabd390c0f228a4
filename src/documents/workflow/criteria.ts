import type { CheckSpec } from "../../core/graph/graph.ts";
import { distinct, slug } from "../slug.ts";
import type { Criterion, Step, WorkflowFinding } from "./workflow.ts";

/** How long a person's word on a criterion counts, in seconds. */
export const ATTESTED_FOR = 24 * 60 * 60;

/** Criteria by their names in the format, and what a check calls them; anything that passes is a test. */
const KNOWN: Readonly<Record<string, string>> = {
  "file exists": "file-exists",
  "file content matches": "file-content-matches",
  "exit code": "exit-code",
  "output contains": "output-contains",
  "process running": "process-running",
  "http response": "http-response",
};

/** A step's criteria as checks: each keeps its kind and its value for whoever measures it. */
export function checksOf(step: Step, label: string): readonly CheckSpec[] {
  const given = distinct();
  if (step.criteria.length === 0) return [attested(given("said-done"), `${label} is done`)];
  return step.criteria.map((criterion) => {
    const [value = "", ...others] = criterion.values;
    const kind = kindOf(criterion) ?? "said";
    return {
      ...attested(given(`${kind}-${slug(value)}`), `${sentenceCase(criterion.name)}: ${criterion.values.join(" or ")}`),
      parameters: { criterion: kind, value, ...(others.length === 0 ? {} : { or: others.join("\n") }) },
    };
  });
}

export function attested(id: string, label: string): CheckSpec {
  return { id, label, attestedFor: ATTESTED_FOR };
}

/** Criteria that nothing can measure by their name. */
export function unknownCriteria(step: Step): readonly WorkflowFinding[] {
  return step.criteria
    .filter((criterion) => kindOf(criterion) === undefined)
    .map(({ name, line, column }) => {
      const known = Object.keys(KNOWN).map(sentenceCase).join(", ");
      const message = `"${sentenceCase(name)}" is no criterion. Write one of ${known}, or the name of a test and Pass.`;
      return { reason: "UnknownCriterion", message, line, column };
    });
}

function kindOf({ name }: Criterion): string | undefined {
  if (Object.hasOwn(KNOWN, name)) return KNOWN[name];
  return / pass(?:es|ed)?$/u.test(name) ? "tests-pass" : undefined;
}

function sentenceCase(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
