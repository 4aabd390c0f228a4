import type { Place } from "../../../core/place.ts";
import { stepText } from "../../read/pipeline.ts";
import type { Rule } from "../../rule.ts";
import { at, isMap, textAt } from "../../../core/read/value.ts";
import { type Judged, lacking, verdictOfAll, verdictOfAny } from "../../verdict.ts";
import type { Workspace } from "../../workspace.ts";
import { filePlaces, linePlaces, stepPlaces, templatePlaces } from "../signs.ts";
import { allJobs, does, stepDoes } from "./work.ts";
import { each } from "../../words.ts";

/** A rule that asks for something in pipelines: its absence fails where there are pipelines that would have it. */
function asked(
  workspace: Workspace,
  found: readonly Place[],
  words: { things: string; good: string; missing: string },
) {
  const [first] = workspace.pipelines;
  const judged: Judged[] = found.map((place) => ({ place }));
  if (judged.length === 0 && first !== undefined) {
    judged.push({ place: first.place(), ...lacking(words.missing, workspace.unread.pipelines) });
  }
  return verdictOfAll(
    { judged, unread: judged.length > 0 ? [] : workspace.unread.pipelines },
    { ...words, mend: "Add it." },
  );
}

function jobPlaces(workspace: Workspace, test: (value: unknown) => boolean): readonly Place[] {
  return allJobs(workspace)
    .filter(({ job }) => test(job.value))
    .map(({ job }) => job.place);
}

/** Code is linted or analysed. */
export const quality: Rule = (workspace) => {
  const found = allJobs(workspace).flatMap(({ job }) =>
    job.steps.filter((step) => stepDoes(step, "lint")).map((step) => step.place),
  );
  return asked(workspace, [...found, ...templatePlaces(workspace, /Code-Quality/u)], {
    things: "lint and analysis steps",
    good: "Code quality is checked.",
    missing: "No step lints or analyses the code",
  });
};

const THRESHOLDS =
  /\b(?:fail[-_]under|coverage\.thresholds?|coverageThreshold|minimum[-_]coverage|fail_ci_if_error|sonar(?:qube)?-quality-gate|sonar\.qualitygate\.wait|qualitygate|cov-fail-under|jacocoTestCoverageVerification)\b/u;

/** Something falls when quality does. The threshold may stand in a tool's own configuration, which is not read. */
export const qualityGate: Rule = (workspace) =>
  verdictOfAny(
    {
      found: [
        ...stepPlaces(workspace, THRESHOLDS),
        ...jobPlaces(workspace, (value) => at(value, "coverage") !== undefined),
        ...linePlaces(
          workspace,
          /(?:^|\/)(?:codecov\.ya?ml|sonar-project\.properties|pyproject\.toml|\.coveragerc)$/u,
          /target:|qualitygate|fail_under/u,
        ),
        ...filePlaces(workspace, /(?:^|\/)\.?codecov\.ya?ml$/u),
      ],
      unread: workspace.unread.pipelines,
    },
    { things: "coverage thresholds and quality gates", good: "A threshold guards quality." },
  );

const CODE_SCANNERS =
  /\b(?:codeql|semgrep|snyk|dependency-review|osv-scanner|bandit|gosec|govulncheck|pip-audit|npm audit|yarn audit|pnpm audit|cargo audit|safety check|gitleaks|trufflehog|grype|trivy (?:fs|repo|filesystem)|scan-type: fs)\b|trivy-action|trivy\s.{0,400}\b(?:fs|filesystem|repo)\b/iu;

/** Code and dependencies are scanned. */
export const dependencyScan: Rule = (workspace) =>
  asked(
    workspace,
    [
      ...stepPlaces(workspace, CODE_SCANNERS),
      ...templatePlaces(workspace, /SAST|Dependency-Scanning|Secret-Detection/u),
    ],
    {
      things: "scanners of code and dependencies",
      good: "Code and dependencies are scanned.",
      missing: "No step scans code or dependencies",
    },
  );

const IMAGE_SCANNERS =
  /\b(?:trivy\s+(?:.{0,400}\s)?image|grype\s+\S*[:/]\S*|docker scout|snyk container|clair\w*|anchore\/scan-action|aqua\w*scanner|container[-_]scanning|prisma-cloud-scan|sysdig)\b/iu;

/** Images are scanned, where images are built. */
export const imageScan: Rule = (workspace) => {
  const byAction = allJobs(workspace).flatMap(({ job }) =>
    job.steps.filter(
      (step) => /trivy-action|scan-action/u.test(step.uses ?? "") && textAt(step.inputs, "image-ref") !== undefined,
    ),
  );
  const byName = allJobs(workspace).flatMap(({ job }) =>
    job.steps.filter((step) =>
      /anchore\/scan-action|docker\/scout-action|snyk\/actions\/docker/u.test(step.uses ?? ""),
    ),
  );
  const found = [
    ...[...byAction, ...byName].map((step) => step.place),
    ...stepPlaces(workspace, IMAGE_SCANNERS),
    ...templatePlaces(workspace, /Container-Scanning/u),
  ];
  return asked(workspace, found, {
    things: "scanners of images",
    good: "Images are scanned.",
    missing: "No step scans an image",
  });
};

/** Dependencies and layers are kept between runs. */
export const cache: Rule = (workspace) => {
  const steps = allJobs(workspace).flatMap(({ job }) =>
    job.steps.filter(
      (step) =>
        /^actions\/cache(?:\/|@)|rust-cache|gradle\/actions\/setup-gradle/u.test(step.uses ?? "") ||
        Object.entries(step.inputs).some(
          ([key, value]) => /^cache(?:-from|-to)?$/u.test(key) && value !== false && value !== "",
        ),
    ),
  );
  const gitlab = workspace.pipelines.filter(
    (one) => one.system === "gitlab" && (at(one.value, "cache") ?? at(one.value, "default", "cache")) !== undefined,
  );
  const jobs = jobPlaces(workspace, (value) => at(value, "cache") !== undefined);
  const found = [...steps.map((step) => step.place), ...gitlab.map((one) => one.place("cache")), ...jobs];
  return asked(workspace, found, {
    things: "cache steps",
    good: "Dependencies are cached.",
    missing: "No step keeps a cache",
  });
};

const KEPT =
  /upload-artifact|upload-pages-artifact|build-push-action|goreleaser|\bdocker (?:image )?push\b|\bnpm publish\b|\bbuildah push\b|--push\b|\bcosign\b|\bhelm push\b/u;

/** What was built is kept for what comes after. */
export const artifacts: Rule = (workspace) => {
  const found = [...stepPlaces(workspace, KEPT), ...jobPlaces(workspace, (value) => isMap(at(value, "artifacts")))];
  return asked(workspace, found, {
    things: "artifacts and pushed images",
    good: "What was built is kept.",
    missing: "No step keeps what was built",
  });
};

const VERSIONED =
  /github\.sha|GITHUB_SHA|github\.ref_name|GITHUB_REF_NAME|CI_COMMIT_(?:SHA|SHORT_SHA|TAG)|steps\.\w+\.outputs\.(?:tags|version|digest)|git (?:describe|rev-parse)|metadata-action|semantic-release|release-please|type=(?:sha|semver)/u;

/** Images are pushed under a name that stands for one build. */
export const versioning: Rule = (workspace) => {
  const pushing = allJobs(workspace).filter(
    ({ job }) =>
      does(job, "build") && job.steps.some((step) => /\bpush\b|build-push-action|kaniko/u.test(stepText(step))),
  );
  const judged = pushing.map(({ job }): Judged => {
    const versioned = job.steps.some((step) => VERSIONED.test(stepText(step)));
    return {
      place: job.place,
      problem: versioned ? undefined : `${job.id} pushes images without a version of their own`,
    };
  });
  return verdictOfAll(
    { judged, unread: workspace.unread.pipelines },
    {
      things: "jobs that push images",
      good: `${each(judged.length, "job")} names its images by version.`,
      mend: "Tag them with the commit.",
    },
  );
};
