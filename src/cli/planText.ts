import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";
import { stringify } from "yaml";
import { hideEnvValues } from "../core/rollout/hideEnvValues.ts";
import type { RunPlan } from "../engine/request/runPlan.ts";
import type { PlanOutput } from "../protocol/output.ts";
import { table, visible, visibleLines } from "./report.ts";

const CONTEXT_LINES = 3;

/** What the API server would change, as one unified diff. It goes to logs: what variables are set to is hidden. */
export function diffText({ diff }: RunPlan): string {
  return diff.workloads
    .map(({ workload, before, after }) => {
      const name = `${workload.kind.toLowerCase()}/${workload.name}`;
      const texts = [stringify(hideEnvValues(before)), stringify(hideEnvValues(after))] as const;
      const options = { context: CONTEXT_LINES, headerOptions: FILE_HEADERS_ONLY };
      return createTwoFilesPatch(name, name, ...texts, "now", "planned", options);
    })
    .join("");
}

/** The plan for a person: where, what, what it goes back to, and the diff. */
export function planText(plan: RunPlan): string {
  const { release } = plan;
  const where = `${release.application} → ${release.environment}${release.production ? " (PROD)" : ""}`;
  const what = release.version === "" ? "nothing is released" : release.version;
  const head = `${where}: ${what}, on ${release.context}, namespace ${release.namespace}`;
  const parts = [
    visible(head),
    ...suggestion(plan).map(visible),
    ...(release.changes.length > 0 ? changesText(plan) : []),
  ];
  return parts.join("\n");
}

function changesText(plan: RunPlan): string[] {
  const { release, restores } = plan;
  const changes = release.changes.map(({ workload, container, from, to }) => [
    `${workload.kind.toLowerCase()}/${workload.name}`,
    container,
    `${from} → ${to}`,
  ]);
  const back = restores.map(({ workload, to }) => `${workload.name} to revision ${to.revision}`).join(", ");
  return [table(changes), `Way back: ${visible(back)}`, "", visibleLines(diffText(plan))];
}

/** What the workspace suggests where a person will have to choose. */
function suggestion({ graph }: RunPlan): string[] {
  return graph.nodes.flatMap((node) => {
    if (node.kind !== "decision" || node.proposal === undefined) return [];
    const { option, because } = node.proposal;
    const label = node.options.find((one) => one.id === option)?.label ?? option;
    return [`${node.question} Suggested: ${label}. ${because}`];
  });
}

/** The plan for a program. */
export function planOutputOf(plan: RunPlan, run: string | undefined): PlanOutput {
  const { release, restores } = plan;
  return {
    ...(run === undefined ? {} : { run }),
    application: release.application,
    environment: release.environment,
    version: release.version,
    changes: release.changes.map(({ workload, ...change }) => ({ workload: nameOf(workload), ...change })),
    restores: restores.map(({ workload, to }) => ({ workload: nameOf(workload), revision: to.revision })),
    diff: diffText(plan),
  };
}

function nameOf(workload: { kind: string; name: string }): string {
  return `${workload.kind.toLowerCase()}/${workload.name}`;
}
