import type { CheckSpec } from "../../core/graph/graph.ts";
import { distinct, slug } from "../slug.ts";
import type { Criterion, Step, WorkflowFinding } from "./workflow.ts";

/** How long a person's word on a criterion counts, in seconds. */
export const ATTESTED_FOR = 24 * 60 * 60;

/** Criteria by their names in the format; whatever passes is a test. */
const NAMES = [
  "File Exists",
  "File Content Matches",
  "Exit Code",
  "Output Contains",
  "Process Running",
  "HTTP Response",
] as const;

/** A step's criteria as checks: each keeps its kind and its value for whoever measures it. */
export function checksOf(step: Step, label: string): readonly CheckSpec[] {
  const given = distinct();
  if (step.criteria.length === 0) return [attested(given("said-done"), `${label} is done`)];
  return step.criteria.map((criterion) => {
    const [value = "", ...others] = criterion.values;
    const kind = kindOf(criterion) ?? "said";
    return {
      ...attested(given(`${kind}-${slug(value)}`), `${criterion.name}: ${criterion.values.join(" or ")}`),
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
      const known = NAMES.join(", ");
      const message = `"${name}" is no criterion. Write one of ${known}, or the name of a test and Pass.`;
      return { reason: "UnknownCriterion", message, line, column };
    });
}

function kindOf({ name }: Criterion): string | undefined {
  const known = NAMES.find((one) => one.toLowerCase() === name.toLowerCase());
  if (known !== undefined) return slug(known);
  return / pass(?:es|ed)?$/iu.test(name) ? "tests-pass" : undefined;
}
