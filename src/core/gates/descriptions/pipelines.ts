import { describe } from "../description.ts";

/** What the workflows of GitHub Actions and the jobs of GitLab CI say. */
export const PIPELINE_CHECKS = describe("pipelines", {
  "pipeline-stages": {
    label: "Build, test, security and deploy have stages",
    why: "A change passes each kind of doubt before it is deployed.",
    reads: "jobs of pipelines by what their steps do: lint, test, security, build, deploy",
    source: "decision-path.md:39, 1",
  },
  "pipeline-order": {
    label: "Nothing is deployed before it is tested",
    why: "A deploy job that does not wait for the tests makes them an opinion.",
    reads: "what deploy jobs wait for",
    source: "safety-handbook.md:807",
  },
  "pipeline-tests": {
    label: "Unit, integration and end-to-end tests run",
    why: "Each kind finds what the others cannot.",
    reads: "test commands of pipeline steps",
    source: "decision-path.md:39, 2",
  },
  "pipeline-quality": {
    label: "Code quality is checked",
    why: "Linting and analysis find what no test was written for.",
    reads: "lint, format, type and analysis commands of pipeline steps",
    source: "decision-path.md:41, 3",
  },
  "pipeline-quality-gate": {
    label: "Quality has a threshold",
    why: "A figure that nothing depends on only gets worse; the handbook asks for 90 % coverage.",
    reads: "coverage and analysis thresholds in pipelines",
    source: "safety-handbook.md:1296",
  },
  "pipeline-dependency-scan": {
    label: "Code and dependencies are scanned",
    why: "Most vulnerabilities come with a dependency.",
    reads: "scanners of code and dependencies in pipelines",
    source: "decision-path.md:41, 4",
  },
  "pipeline-image-scan": {
    label: "Images are scanned",
    why: "An image brings a system along whose vulnerabilities no dependency list shows.",
    reads: "scanners of container images in pipelines",
    source: "decision-path.md:41, 4",
  },
  "pipeline-cache": {
    label: "Dependencies are cached",
    why: "A pipeline that people wait for is a pipeline they go around.",
    reads: "cache steps and settings",
    source: "decision-path.md:41, 1",
  },
  "pipeline-parallel": {
    label: "Jobs run in parallel",
    why: "Checks that do not need each other need not wait for each other.",
    reads: "what jobs wait for, and matrices",
    source: "decision-path.md:41, 6",
  },
  "pipeline-artifacts": {
    label: "What was built is kept",
    why: "What is deployed must be the very thing that was tested.",
    reads: "uploaded artifacts and pushed images",
    source: "decision-path.md:39, 4",
  },
  "pipeline-versioning": {
    label: "Artifacts carry their version",
    why: "An image that is only called latest cannot be found again.",
    reads: "tags of the images that pipelines push",
    source: "decision-path.md:41, 5",
  },
  "pipeline-production-gate": {
    label: "Production waits for a person",
    why: "A deployment environment with reviewers is where the platform itself enforces the yes.",
    reads: "environments and manual rules of jobs that deploy to production",
    source: "decision-path.md:43, 6",
  },
  "pipeline-promotion": {
    label: "Staging comes before production",
    why: "Production should never be the first place where something runs.",
    reads: "whether production jobs wait for a staging job",
    source: "decision-path.md:43, 5",
  },
  "pipeline-rollback": {
    label: "A failed deployment is rolled back",
    why: "The way back must not depend on somebody being awake.",
    reads: "rollback steps that run on failure, and deploy commands that undo themselves",
    source: "decision-path.md:43, 4",
  },
  "pipeline-health-check": {
    label: "A deployment is watched",
    why: "A deploy step that does not wait for the rollout reports success before anything has started.",
    reads: "rollout status, wait and smoke test commands of deploy jobs",
    source: "decision-path.md:43, 4",
  },
  "pipeline-notifications": {
    label: "People are told",
    why: "A failure that nobody hears of lasts.",
    reads: "notification steps in pipelines",
    source: "decision-path.md:39, 6",
  },
  "pipeline-pinned-actions": {
    label: "Actions are pinned",
    why: "A tag of somebody else's action can be moved to other code that runs with your secrets.",
    reads: "references of actions, reusable workflows and includes",
    source: "GitHub, Security hardening for GitHub Actions",
  },
  "pipeline-permissions": {
    label: "Workflow tokens may do little",
    why: "A workflow without permissions of its own gets those of the repository's setting, which may be write to all.",
    reads: "permissions of workflows and jobs",
    source: "GitHub, Security hardening for GitHub Actions",
  },
  "pipeline-untrusted-input": {
    label: "Outside text is not run",
    why: "A title of a pull request put into a shell line is code that a stranger wrote.",
    reads: "expressions in run steps, and checkouts under pull_request_target",
    source: "GitHub, Security hardening for GitHub Actions",
  },
});
