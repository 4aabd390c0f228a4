import { at, mapAt, type Step, textAt, textsAt } from "../../../core/read/value.ts";
import { MISTAKE_RULES } from "../../../core/rules/mistakeRules.ts";
import { PIPELINE_RULES } from "../../../core/rules/pipelineRules.ts";
import { delivers } from "../delivers.ts";
import type { FileFinding } from "../finding.ts";
import { found } from "../found.ts";
import { isPlainSecret } from "../plainSecret.ts";
import type { GitlabJob, GitlabText } from "./gitlabText.ts";

/** Names of jobs, stages and programs that look for holes. */
const SECURITY =
  /(?:^|[^a-z])(?:sast|dast|secret[-_ ]?(?:detection|scan\w*)|dependency[-_ ]?scan\w*|container[-_ ]?scan\w*|security|vulnerabilit\w+|trivy|grype|semgrep|gitleaks|bandit|checkov|snyk|osv-scanner)(?:[^a-z]|$)/iu;

/** A security check whose failure stops nothing. */
export function weakScans({ file, part, jobs }: GitlabText): readonly FileFinding[] {
  return jobs.flatMap(({ name }) => {
    const own = at(part.value, name);
    if (at(own, "allow_failure") !== true || !isSecurity(name, own)) return [];
    const range = part.valueRange(name, "allow_failure");
    const message = `${name} looks for holes, and what it finds stops nothing. Let its failure be one.`;
    const fix = { title: "Let its failure stop the pipeline", edits: [{ range, text: "false" }] };
    return [found(PIPELINE_RULES["pipeline/strict-scan"], "warning", { file, range }, message, fix)];
  });
}

function isSecurity(name: string, job: unknown): boolean {
  return [name, textAt(job, "stage") ?? "", scriptOf(job)].some((text) => SECURITY.test(text));
}

/** A delivery that nobody is asked about. */
export function gatelessDeliveries({ file, part, jobs }: GitlabText): readonly FileFinding[] {
  return jobs.flatMap((job) => {
    const { name, value, isTemplate, extendsOthers } = job;
    if (isTemplate || extendsOthers || value["environment"] !== undefined || !delivers(scriptOf(value))) return [];
    const message = `Job ${name} delivers without an environment: no approval is asked for, and the variables of every environment are its own.`;
    const place = { file, range: part.keyRange(name) };
    return [found(PIPELINE_RULES["pipeline/environment-gate"], "warning", place, message)];
  });
}

/** Passwords that only a service beside a test has, which is gone with the job. */
const OF_TESTS = /^(?:test|testing|postgres|mysql|mariadb|root|guest|password|secret|example|ci)$/iu;

/** Values of secrets, for all jobs or for one. */
export function secretsInVariables({ file, part, jobs }: GitlabText): readonly FileFinding[] {
  const owners: readonly (readonly Step[])[] = [[], ...jobs.map(({ name }) => [name])];
  return owners.flatMap((owner) => {
    const path = [...owner, "variables"];
    return Object.keys(mapAt(part.value, ...path)).flatMap((name) => {
      const said = textAt(part.value, ...path, name) ?? textAt(part.value, ...path, name, "value") ?? "";
      if (!isPlainSecret(name, said) || OF_TESTS.test(said) || said.replaceAll("$$", "").includes("$")) return [];
      const message = `${name} has its value in the file. Make it a masked, protected variable in the project's CI/CD settings.`;
      const place = { file, range: part.keyRange(...path, name) };
      return [found(MISTAKE_RULES["pipeline/no-plain-secret"], "error", place, message)];
    });
  });
}

/** What a job runs, whatever is nested in its lists. */
function scriptOf(job: unknown): string {
  return ["before_script", "script"]
    .flatMap((key) => {
      const said = at(job, key);
      return Array.isArray(said) ? textsAt(said.flat(3)) : [textAt(job, key) ?? ""];
    })
    .join("\n");
}

/** Jobs that run something here: those that start another pipeline, and templates, do not. */
export function runningJobs(jobs: readonly GitlabJob[]): readonly GitlabJob[] {
  return jobs.filter(({ value, isTemplate }) => !isTemplate && value["trigger"] === undefined);
}
