import { type Job, type Pipeline, type PipelineStep, runText, stepText } from "../../read/pipeline.ts";
import type { Workspace } from "../../workspace.ts";

/** Kinds of work that steps of pipelines do. */
export type Work = "lint" | "test" | "security" | "build" | "deploy";

/** By what each kind of work is known. Names of programs and of their usual scripts, as whole words. */
const SIGNS: Readonly<Record<Work, RegExp>> = {
  lint: /\b(?:lint|eslint|oxlint|biome|ruff|flake8|pylint|golangci|clippy|prettier|oxfmt|gofmt|rubocop|checkstyle|ktlint|shellcheck|hadolint|yamllint|tflint|stylelint|mypy|tsc|type-?check|sonar\w*|format:check|terraform fmt)\b/iu,
  test: /\b(?:(?:npm|pnpm|yarn|bun)(?: run)? (?:run )?test[\w:-]*|npm t|vitest|jest|mocha|pytest|tox|unittest|go test|cargo (?:test|nextest)|mvnw? .{0,400}\b(?:test|verify)|gradlew? .{0,400}\b(?:test|check)|dotnet test|rspec|phpunit|make (?:test|check)|ctest|playwright|cypress|k6 run)\b/iu,
  security:
    /\b(?:trivy|grype|snyk|codeql|semgrep|dependency-review|dependency[-_]scanning|osv-scanner|bandit|gosec|safety check|pip-audit|npm audit|yarn audit|pnpm audit|cargo audit|govulncheck|gitleaks|trufflehog|checkov|tfsec|sast|secret[-_]detection|container[-_]scanning|anchore|scout)\b/iu,
  build:
    /\b(?:(?:npm|pnpm|yarn|bun)(?: run)? build[\w:-]*|docker(?:x)? (?:buildx )?build|build-push-action|kaniko|buildah|bazel build|go build|cargo build|mvnw? .{0,400}\bpackage|gradlew? .{0,400}\b(?:build|assemble)|dotnet (?:build|publish)|make build|skaffold build|pack build|ko build|esbuild|vite build|python -m build|docker compose build)\b/iu,
  deploy:
    /\b(?:kubectl (?:-n \S+ |--namespace[= ]\S+ )*(?:apply|set image|rollout restart|patch|replace)|helm (?:upgrade|install)|helmfile|argocd app (?:sync|set)|flux reconcile|tidegate deploy|docker (?:stack deploy|service update|compose .{0,400}\bup)|aws (?:ecs update-service|deploy|lambda update-function-code)|gcloud (?:run|app) deploy|az (?:webapp|containerapp) |amazon-ecs-deploy-task-definition|k8s-deploy|flyctl deploy|terraform apply|serverless deploy|wrangler deploy|vercel (?:deploy|--prod)|cap \w+ deploy|ansible-playbook)\b/iu,
};

const PRODUCTION = /\bprod(?:uction)?\b|[-_]prod(?:uction)?\b|\bprod(?:uction)?[-_]/iu;
const STAGING =
  /\b(?:staging|stage|stg|preprod|pre-production|uat|qa|test-env)\b|[-_](?:staging|stage|stg)\b|\b(?:staging|stage|stg)[-_]/iu;

/** A job in its pipeline. */
export interface Placed {
  readonly pipeline: Pipeline;
  readonly job: Job;
}

/** Jobs of all pipelines that something starts; those of reusable workflows count where they are called. */
export function allJobs({ pipelines }: Workspace): readonly Placed[] {
  return pipelines
    .filter((one) => !one.calledOnly)
    .flatMap((pipeline) => pipeline.jobs.map((job) => ({ pipeline, job })));
}

/** Whether some step of a job does a kind of work. */
export function does(job: Job, work: Work): boolean {
  return job.steps.some((step) => stepDoes(step, work));
}

export function stepDoes(step: PipelineStep, work: Work): boolean {
  return SIGNS[work].test(`${step.uses ?? ""}\n${runText(step)}`);
}

/** Jobs that deploy. */
export function deployJobs(workspace: Workspace): readonly Placed[] {
  return allJobs(workspace).filter(({ job }) => does(job, "deploy"));
}

/** Whether a job deploys to production, by its environment, its name or what it says. */
export function isProduction({ id, environment, steps }: Job): boolean {
  if (environment !== undefined) return PRODUCTION.test(environment) && !STAGING.test(environment);
  return PRODUCTION.test(id) || (!STAGING.test(id) && steps.some((step) => PRODUCTION.test(stepText(step))));
}

export function isStaging({ id, environment }: Job): boolean {
  return STAGING.test(environment ?? id);
}
