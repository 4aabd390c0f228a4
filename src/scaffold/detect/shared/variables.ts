import type { Variable } from "../../facts/application.ts";
import type { Confidence, Evidence, Fact } from "../../facts/fact.ts";
import { isSecretName } from "../../../core/secretName.ts";

/** One place where an environment variable is read or listed. */
export interface VariableReading {
  readonly name: string;
  /** Whether the code has something to go on with without it, even where that cannot be told. */
  readonly optional: boolean;
  /** What the code takes without it, where that is plain text. */
  readonly default?: string;
  readonly at: Evidence;
  readonly confidence?: Confidence;
}

/** Set by the system, the shell or the platform, not by who deploys. */
const OF_THE_SYSTEM =
  /^(?:HOME|PATH|PWD|USER|LOGNAME|SHELL|LANG|LC_\w+|TERM|TMPDIR|TMP|TEMP|HOSTNAME|CI|DEBUG_COLORS|FORCE_COLOR|NO_COLOR|npm_\w+|NODE_PATH|GITHUB_\w+|VERCEL(?:_\w+)?|NETLIFY(?:_\w+)?|VITEST(?:_\w+)?|JEST_\w+|KUBERNETES_SERVICE_\w+|COMPUTERNAME|USERPROFILE|APPDATA|LOCALAPPDATA|XDG_\w+|ComSpec|SystemRoot|windir)$/u;
/** The longest default that is kept: what is longer is not a setting. */
const LONGEST_DEFAULT = 200;

/**
 * What all readings of environment variables come to, by name: required where one reading has nothing to go on with,
 * a default where readings agree on one. A secret's default is never kept.
 */
export function variablesAmong(readings: readonly VariableReading[]): readonly Fact<Variable>[] {
  const names = [...new Set(readings.map(({ name }) => name))].toSorted();
  return names
    .filter((name) => /^[A-Za-z_]\w*$/u.test(name) && !OF_THE_SYSTEM.test(name))
    .map((name) =>
      variableOf(
        name,
        readings.filter((one) => one.name === name),
      ),
    );
}

function variableOf(name: string, readings: readonly VariableReading[]): Fact<Variable> {
  const secret = isSecretName(name);
  const defaults = new Set(readings.flatMap((one) => one.default ?? []));
  const [first] = defaults;
  const kept = !secret && defaults.size === 1 && first !== undefined && isPlain(first) ? first : undefined;
  const required = readings.some((one) => !one.optional);
  return {
    value: { name, required, secret, ...(kept !== undefined && { default: kept }) },
    confidence: readings.some((one) => one.confidence === "certain") ? "certain" : "likely",
    evidence: readings.map((one) => one.at).slice(0, 5),
  };
}

/** One line, and no address that carries a login. */
function isPlain(value: string): boolean {
  return value.length <= LONGEST_DEFAULT && !/[\p{Cc}]|:\/\/[^/\s]*@/u.test(value);
}
