import { listAt, mapAt, type Step, textAt } from "../../../core/read/value.ts";
import { MISTAKE_RULES } from "../../../core/rules/mistakeRules.ts";
import type { FileFinding } from "../finding.ts";
import { found } from "../found.ts";
import { isPlainSecret } from "../plainSecret.ts";
import type { WorkflowText } from "./inspectWorkflow.ts";

/** What only tests have says so, or is what everybody writes there. */
const OF_TESTS =
  /test|dummy|fake|example|placeholder|change-?me|insecure|local|not-?a?-?secret|^(?:postgres|mysql|mariadb|root|guest|password|secret|admin|ci|x+|\d{1,6})$/iu;

/** Values of secrets that a workflow hands to its steps: whoever can read the repository has them. */
export function plainSecrets({ file, part }: WorkflowText): readonly FileFinding[] {
  const jobs = Object.keys(mapAt(part.value, "jobs"));
  const owners: readonly (readonly Step[])[] = [
    [],
    ...jobs.flatMap((job) => [
      ["jobs", job],
      ...listAt(part.value, "jobs", job, "steps").map((_, index) => ["jobs", job, "steps", index]),
    ]),
  ];
  const ofServices = new Set(jobs.flatMap((job) => serviceValues(part.value, job)));
  return owners.flatMap((owner) =>
    Object.keys(mapAt(part.value, ...owner, "env")).flatMap((name) => {
      const said = textAt(part.value, ...owner, "env", name) ?? "";
      if (!isPlainSecret(name, said) || OF_TESTS.test(said) || said.includes("$") || ofServices.has(said)) return [];
      const message = `${name} has its value in the file. Make it a secret of the repository or the environment, and take it from \${{ secrets.${name} }}.`;
      const place = { file, range: part.keyRange(...owner, "env", name) };
      return [found(MISTAKE_RULES["pipeline/no-plain-secret"], "error", place, message)];
    }),
  );
}

/** What containers beside a job are started with is gone with it. */
function serviceValues(workflow: unknown, job: string): readonly string[] {
  const services = ["jobs", job, "services"] as const;
  return Object.keys(mapAt(workflow, ...services)).flatMap((service) =>
    Object.keys(mapAt(workflow, ...services, service, "env")).flatMap(
      (name) => textAt(workflow, ...services, service, "env", name) ?? [],
    ),
  );
}
