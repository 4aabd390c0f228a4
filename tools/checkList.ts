import type { CheckDescription } from "../src/core/gates/description.ts";
import { CHECKS } from "../src/core/gates/registry.ts";

const HEAD = `# Checks

Every check that Tidegate knows, generated from \`src/core/gates\`. What the decision path and gates
ask beyond these is attested by a person: see [the decision graph](decision-graph.md). The last column names where the
rule comes from.
`;

/** `docs/checks.md`: the registry of checks as a page. */
export function checkList(): string {
  const bySubject = Map.groupBy<string, CheckDescription>(Object.values(CHECKS), (check) => check.subject);
  return [HEAD, ...[...bySubject].map(([subject, checks]) => section(subject, checks))].join("\n");
}

function section(subject: string, checks: readonly CheckDescription[]): string {
  const rows = checks.map(({ id, label, reads, source }) => `| \`${id}\` | ${label} | ${reads} | ${source} |`);
  const title = subject.slice(0, 1).toUpperCase() + subject.slice(1);
  return [
    `## ${title}`,
    "",
    "| check | holds where | is read from | source |",
    "| --- | --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}
