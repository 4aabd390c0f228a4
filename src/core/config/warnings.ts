import type { Config, EnvironmentConfig } from "./config.ts";
import type { ConfigDiagnostic, ConfigDiagnosticCode } from "./diagnostic.ts";
import type { Path, Source } from "./source.ts";

interface Place {
  readonly application: string;
  readonly name: string;
  readonly environment: EnvironmentConfig;
  readonly path: Path;
}

/** What is valid and yet probably not meant. */
export function warnings(config: Config, source: Source): readonly ConfigDiagnostic[] {
  const places = placesOf(config);
  return places.flatMap((place, index) => [
    ...approvalWarnings(place, source),
    ...sharedTarget(place, places.slice(0, index), source),
  ]);
}

function placesOf(config: Config): readonly Place[] {
  return Object.entries(config.applications).flatMap(([application, { environments }]) =>
    Object.entries(environments).map(([name, environment]) => {
      return { application, name, environment, path: ["applications", application, "environments", name] };
    }),
  );
}

function approvalWarnings({ environment, name, path }: Place, source: Source): ConfigDiagnostic[] {
  const { approval, production } = environment;
  const at = source.keyRange([...path, "approval"]);
  const required = approval?.required ?? 0;
  if (required === 0) {
    if (!production) return [];
    return [warning("approval-missing", approvalMissing(name, approval === undefined), at)];
  }
  const { approvers } = approval ?? {};
  if (approvers === undefined) return [];
  const people = new Set(approvers).size;
  const range = source.keyRange([...path, "approval", "approvers"]);
  if (people === 0) {
    return [
      warning("nobody-can-approve", `approvers is empty, so that nobody can approve a deployment to ${name}.`, range),
    ];
  }
  if (people >= required) return [];
  return [
    warning("too-few-approvers", `${name} asks for ${required} approvals and names ${people} who may give one.`, range),
  ];
}

/** What is asked all the same is told, too: a missing section is never read as leave. */
function approvalMissing(name: string, unsaid: boolean): string {
  return unsaid
    ? `${name} is production and has no approval, so one other person must say yes: add approval to say who.`
    : `${name} is production and asks for no approval: only what always needs a yes is asked about.`;
}

/** Two applications that would follow and change the same workloads. */
function sharedTarget(place: Place, earlier: readonly Place[], source: Source): ConfigDiagnostic[] {
  const other = earlier.find((candidate) => overlap(candidate.environment, place.environment));
  if (other === undefined) return [];
  const { context, namespace } = place.environment;
  const message =
    `${place.application}/${place.name} and ${other.application}/${other.name} both stand for workloads of ` +
    `namespace ${namespace} in ${context}: name the workloads of each.`;
  return [warning("shared-target", message, source.keyRange(place.path))];
}

function overlap(a: EnvironmentConfig, b: EnvironmentConfig): boolean {
  if (a.context !== b.context || a.namespace !== b.namespace) return false;
  if (a.workloads === undefined || b.workloads === undefined) return true;
  const own = new Set(a.workloads);
  return b.workloads.some((workload) => own.has(workload));
}

function warning(code: ConfigDiagnosticCode, message: string, range: ConfigDiagnostic["range"]): ConfigDiagnostic {
  return { severity: "warning", code, message, range };
}
