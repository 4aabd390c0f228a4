import { triggersOf } from "../../read/github.ts";
import type { Pipeline, PipelineStep } from "../../read/pipeline.ts";
import type { Rule } from "../../rule.ts";
import { at, isMap, textAt } from "../../../core/read/value.ts";
import { type Judged, verdictOfAll } from "../../verdict.ts";
import type { Workspace } from "../../workspace.ts";
import { each } from "../../words.ts";

const PINNED = /@[0-9a-f]{40}$|^\.{1,2}\/|^docker:\/\/.+@sha256:[0-9a-f]{64}$/u;

/** Whatever comes from others is named by a hash. */
export const pinnedActions: Rule = (workspace) => {
  const judged = github(workspace).flatMap(({ jobs }) =>
    jobs.flatMap((job) =>
      job.steps.flatMap((step): readonly Judged[] => {
        if (step.uses === undefined) return [];
        const problem = PINNED.test(step.uses) ? undefined : `${step.uses} is not pinned to a commit`;
        return [{ place: step.place, problem }];
      }),
    ),
  );
  return verdictOfAll(
    { judged, unread: workspace.unread.pipelines },
    {
      things: "actions in workflows",
      good: `${each(judged.length, "action")} is pinned.`,
      mend: "Write the commit's hash, and its tag as a comment.",
    },
  );
};

/** Every workflow or each of its jobs says what its token may do, and none may do everything. */
export const permissions: Rule = (workspace) => {
  const judged = github(workspace).flatMap((pipeline) => {
    const general = at(pipeline.value, "permissions");
    return pipeline.jobs.map((job): Judged => {
      const own = at(job.value, "permissions") ?? general;
      return { place: job.place, problem: permissionProblem(own, job.id) };
    });
  });
  return verdictOfAll(
    { judged, unread: workspace.unread.pipelines },
    {
      things: "workflows of GitHub Actions",
      good: `${each(judged.length, "job")} says what its token may do.`,
      mend: "Add permissions with contents: read.",
    },
  );
};

function permissionProblem(own: unknown, id: string): string | undefined {
  if (own === undefined || own === null) return `${id} has no permissions of its own`;
  return own === "write-all" ? `${id} may write everything` : undefined;
}

/** Contexts whose text strangers write. */
const OUTSIDE =
  /\$\{\{[^}]{0,1000}\bgithub\.(?:event\.(?:issue\.(?:title|body)|pull_request\.(?:title|body|head\.(?:ref|label|repo\.default_branch))|comment\.body|review\.body|review_comment\.body|discussion\.(?:title|body)|pages\b|commits\b|head_commit\.(?:message|author)|workflow_run\.head_(?:branch|commit))|head_ref)/u;

/** No shell line has a stranger's text put into it, and no privileged workflow runs a stranger's code. */
export const untrustedInput: Rule = (workspace) => {
  const judged = github(workspace).flatMap((pipeline) => {
    const privileged = triggersOf(pipeline.value).includes("pull_request_target");
    return pipeline.jobs.flatMap((job) =>
      job.steps.map((step): Judged => ({ place: step.place, problem: inputProblem(step, job.id, privileged) })),
    );
  });
  return verdictOfAll(
    { judged, unread: workspace.unread.pipelines },
    {
      things: "steps of workflows",
      good: `None of ${judged.length} steps runs text from outside.`,
      mend: "Hand it over in an environment variable.",
    },
  );
};

function inputProblem(step: PipelineStep, id: string, privileged: boolean): string | undefined {
  const scripts = [step.run, /github-script/u.test(step.uses ?? "") ? (textAt(step.inputs, "script") ?? "") : ""];
  if (scripts.some((script) => OUTSIDE.test(script))) return `${id} puts text from outside into a script`;
  const checksOut =
    step.uses?.startsWith("actions/checkout@") === true &&
    /pull_request\.head|head_ref/u.test(JSON.stringify(step.inputs));
  return privileged && checksOut ? `${id} checks out a stranger's code with secrets at hand` : undefined;
}

function github({ pipelines }: Workspace): readonly Pipeline[] {
  return pipelines.filter((one) => one.system === "github" && isMap(one.value));
}
