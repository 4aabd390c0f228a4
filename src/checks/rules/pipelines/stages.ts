import type { Place } from "../../../core/place.ts";
import { jobsBefore, runText } from "../../read/pipeline.ts";
import { triggersOf } from "../../read/github.ts";
import type { Rule } from "../../rule.ts";
import { at, listAt, textAt } from "../../../core/read/value.ts";
import { type Judged, lacking, verdictOfAll, verdictOfAny } from "../../verdict.ts";
import type { Workspace } from "../../workspace.ts";
import { stepPlaces, templatePlaces } from "../signs.ts";
import { allJobs, deployJobs, does, isProduction, isStaging, type Placed, type Work } from "./work.ts";
import { each } from "../../words.ts";

const STAGES: readonly Work[] = ["lint", "test", "security", "build", "deploy"];
const THINGS = "jobs of GitHub Actions and GitLab CI";

/** Every stage of a pipeline is there. */
export const stages: Rule = (workspace) => {
  const [first] = workspace.pipelines;
  const missing = STAGES.filter((work) => !hasWork(workspace, work));
  // What deploys may pull: Argo CD and Flux need no deploy job.
  const judged: Judged[] = first === undefined ? [] : [{ place: first.place() }];
  if (first !== undefined && missing.length > 0) {
    judged.push({
      place: first.place(),
      ...lacking(`The pipelines have no step for ${missing.join(", ")}`, workspace.unread.pipelines),
    });
  }
  return verdictOfAll(
    { judged, unread: workspace.unread.pipelines },
    { things: THINGS, good: "Lint, test, security, build and deploy have steps.", mend: "Add what is missing." },
  );
};

function hasWork(workspace: Workspace, work: Work): boolean {
  if (work === "security" && templatePlaces(workspace, /Security|SAST|Scanning/u).length > 0) return true;
  return allJobs(workspace).some(({ job }) => does(job, work));
}

function unless(there: boolean, said: string, { unread }: Workspace): Pick<Judged, "problem" | "doubt"> {
  return there ? {} : lacking(said, unread.pipelines);
}

/** Every deploy job waits for the tests, through the jobs before it or a workflow before its own. */
export const order: Rule = (workspace) => {
  const judged = deployJobs(workspace).map(({ pipeline, job }): Judged => {
    const tested =
      [job, ...jobsBefore(pipeline, job)].some((one) => does(one, "test")) || followsTests(workspace, pipeline.value);
    return { place: job.place, ...unless(tested, `${job.id} deploys without waiting for tests`, workspace) };
  });
  return verdictOfAll(
    { judged, unread: workspace.unread.pipelines },
    {
      things: "deploy jobs",
      good: `${each(judged.length, "deploy job")} waits for tests.`,
      mend: "Let it need the test job.",
    },
  );
};

/** Whether a workflow begins when one that tests has ended. */
function followsTests({ pipelines }: Workspace, value: unknown): boolean {
  if (!triggersOf(value).includes("workflow_run")) return false;
  const names = listAt(value, "on", "workflow_run", "workflows");
  return pipelines.some(
    (one) => names.includes(textAt(one.value, "name")) && one.jobs.some((job) => does(job, "test")),
  );
}

/** Each kind of test, and by what it is known. */
const TESTS: readonly (readonly [string, RegExp])[] = [
  [
    "unit",
    /\bunit\b|(?:npm|pnpm|yarn|bun)(?: run)? (?:run )?test\b(?!:)|\b(?:vitest|jest|pytest|go test|cargo test|mvnw? .{0,400}test|gradlew? .{0,400}test|dotnet test|rspec|phpunit|make test)\b/iu,
  ],
  ["integration", /\bintegration\b|\btestcontainers\b|\bcontract\b|mvnw? .{0,400}verify/iu],
  ["end-to-end", /\b(?:e2e|end-to-end|playwright|cypress|selenium|webdriver)\b/iu],
];

/** Unit, integration and end-to-end tests run in pipelines. */
export const tests: Rule = (workspace) => {
  const testing = allJobs(workspace).flatMap(({ job }) =>
    job.steps.filter((step) => step.run !== "" || step.uses !== undefined),
  );
  const missing = TESTS.filter(
    ([, pattern]) => !testing.some((step) => pattern.test(`${step.name}\n${runText(step)}\n${step.uses ?? ""}`)),
  );
  const [first] = workspace.pipelines;
  const judged: Judged[] = first === undefined ? [] : [{ place: first.place() }];
  if (first !== undefined && missing.length > 0) {
    const kinds = missing.map(([kind]) => kind).join(", ");
    // A script may run several kinds under one name.
    judged.push({ place: first.place(), doubt: `No step is called a test of the kind ${kinds}` });
  }
  return verdictOfAll(
    { judged, unread: workspace.unread.pipelines },
    { things: "tests in pipelines", good: "Unit, integration and end-to-end tests run.", mend: "" },
  );
};

/** Jobs that do not need each other run at the same time. */
export const parallel: Rule = (workspace) => {
  const found = allJobs(workspace).filter(({ pipeline, job }) => {
    if (job.matrix) return true;
    const before = jobsBefore(pipeline, job);
    return pipeline.jobs.some(
      (other) => other !== job && !before.includes(other) && !jobsBefore(pipeline, other).includes(job),
    );
  });
  const [first] = workspace.pipelines;
  const judged =
    found.length > 0
      ? found.map(({ job }): Judged => ({ place: job.place }))
      : first === undefined
        ? []
        : [{ place: first.place(), problem: "Every job waits for another" }];
  return verdictOfAll(
    { judged, unread: workspace.unread.pipelines },
    { things: THINGS, good: `${found.length} jobs run side by side.`, mend: "Let jobs wait only for what they need." },
  );
};

/** Whoever deploys to production deploys to staging first. */
export const promotion: Rule = (workspace) => {
  const judged = production(workspace).map(({ pipeline, job }): Judged => {
    const staged = jobsBefore(pipeline, job).some((one) => isStaging(one));
    return { place: job.place, ...unless(staged, `${job.id} does not wait for a staging job`, workspace) };
  });
  return verdictOfAll(
    { judged, unread: workspace.unread.pipelines },
    {
      things: "jobs that deploy to production",
      good: `${each(judged.length, "production job")} comes after staging.`,
      mend: "Let it need the staging job.",
    },
  );
};

/** Production waits for a person: an environment of the platform, or a job that is started by hand. */
export const productionGate: Rule = (workspace) => {
  const judged = production(workspace).map(({ pipeline, job }): Judged => {
    if (job.manual) return { place: job.place };
    if (pipeline.system === "gitlab" && job.environment !== undefined) {
      return { place: job.place, doubt: `Whether the environment of ${job.id} asks anybody is a setting of GitLab` };
    }
    const gated = job.environment !== undefined;
    return {
      place: job.place,
      problem: gated ? undefined : `${job.id} deploys to production without an environment or a manual start`,
    };
  });
  return verdictOfAll(
    { judged, unread: workspace.unread.pipelines },
    {
      things: "jobs that deploy to production",
      good: `${each(judged.length, "production job")} names an environment or is started by hand. Its reviewers are the platform's to say.`,
      mend: "Give it an environment with required reviewers.",
    },
  );
};

function production(workspace: Workspace): readonly Placed[] {
  return deployJobs(workspace).filter(({ job }) => isProduction(job));
}

const ROLLBACK =
  /\b(?:rollout undo|rollback|roll-back|roll back|helm .{0,400}--(?:atomic|rollback-on-failure)|argo rollouts abort|tidegate (?:deploy|rollback)|service rollback|deployment-circuit-breaker|--auto-rollback)\b|--atomic\b|--rollback-on-failure\b/iu;

/** A deployment that fails is undone: by the command itself, by a step or by a job that runs on failure. */
export const rollback: Rule = (workspace) => {
  const judged = deployJobs(workspace).map(({ pipeline, job }): Judged => {
    const after = pipeline.jobs.filter((one) => jobsBefore(pipeline, one).includes(job));
    const undoing = [job, ...after].some((one) =>
      one.steps.some((step) => ROLLBACK.test(`${step.name}\n${runText(step)}\n${step.uses ?? ""}`)),
    );
    return { place: job.place, ...unless(undoing, `${job.id} has no rollback`, workspace) };
  });
  return verdictOfAll(
    { judged, unread: workspace.unread.pipelines },
    {
      things: "deploy jobs",
      good: `${each(judged.length, "deploy job")} rolls back what fails.`,
      mend: "Add a step that undoes the rollout if: failure().",
    },
  );
};

const WATCHED =
  /\b(?:rollout status|kubectl wait|helm .{0,400}--(?:wait|atomic)|argocd app wait|smoke|health|curl |k6 run|tidegate deploy|wait-for|--wait-for-service-stability|wait services-stable)/iu;

/** A deploy job waits until the rollout has succeeded. */
export const healthCheck: Rule = (workspace) => {
  const judged = deployJobs(workspace).map(({ pipeline, job }): Judged => {
    const after = pipeline.jobs.filter((one) => one.waitsFor.includes(job.id));
    const watched = [job, ...after].some(
      (one) =>
        one.steps.some((step) => WATCHED.test(`${step.name}\n${runText(step)}`)) ||
        at(one.value, "with", "wait") === true,
    );
    return { place: job.place, ...unless(watched, `${job.id} does not wait for its rollout`, workspace) };
  });
  return verdictOfAll(
    { judged, unread: workspace.unread.pipelines },
    {
      things: "deploy jobs",
      good: `${each(judged.length, "deploy job")} waits for its rollout.`,
      mend: "Add kubectl rollout status, or a smoke test.",
    },
  );
};

const NOTICES = /(?:slack|discord|teams|mattermost|telegram|sendgrid|action-send-mail|webhook|pagerduty|opsgenie)/iu;

/** Somebody is told how it went. GitLab has it as a setting, outside of files. */
export const notifications: Rule = (workspace) => {
  const found: readonly Place[] = stepPlaces(workspace, NOTICES);
  return verdictOfAny(
    { found, unread: workspace.unread.pipelines },
    { things: "notification steps in pipelines", good: "People are told how it went." },
  );
};
