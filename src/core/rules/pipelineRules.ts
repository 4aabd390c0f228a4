import { rulesOf } from "./rule.ts";

const HARDENING = {
  title: "GitHub documentation, Secure use reference",
  url: "https://docs.github.com/en/actions/reference/security/secure-use",
};
const CONCURRENCY = {
  title: "GitHub documentation, Control the concurrency of workflows and jobs",
  url: "https://docs.github.com/en/actions/how-tos/write-workflows/choose-when-workflows-run/control-workflow-concurrency",
};
const ENVIRONMENTS = {
  title: "GitHub documentation, Deployments and environments",
  url: "https://docs.github.com/en/actions/reference/workflows-and-actions/deployments-and-environments",
};

/** Why a pipeline is written as it is, on GitHub and on GitLab alike. */
export const PIPELINE_RULES = rulesOf({
  "pipeline/pinned-action": {
    title: "Name actions by commit, with their version beside it",
    why: "A tag of an action can be moved to other code, which then runs with the pipeline's secrets. A commit cannot.",
    source: HARDENING,
  },
  "pipeline/pinned-image": {
    title: "Name the images that jobs run in by digest",
    why: "A tag can be moved overnight: then another program checks what you deliver than the one that did yesterday.",
    source: {
      title: "GitLab documentation, Pipeline security",
      url: "https://docs.gitlab.com/ci/pipeline_security/",
    },
  },
  "pipeline/least-permission": {
    title: "Allow a pipeline nothing, and each job what it needs",
    why: "What a job runs, its dependencies run too: they can do no more than the job's token may.",
    source: HARDENING,
  },
  "pipeline/no-kept-credentials": {
    title: "Do not leave the checkout's token in the working folder",
    why: "Left in .git/config, it can be read by everything that runs afterwards, and ends up in what is uploaded.",
    source: {
      title: "zizmor documentation, artipacked",
      url: "https://docs.zizmor.sh/audits/#artipacked",
    },
  },
  "pipeline/no-cancelled-delivery": {
    title: "Cancel checks that were overtaken, never a delivery",
    why: "A delivery that is cut off leaves an environment half old and half new. Deliveries to one environment wait for each other.",
    source: CONCURRENCY,
  },
  "pipeline/strict-scan": {
    title: "Let a failed security check stop the pipeline",
    why: "A job that may fail is yellow in a list that nobody opens, and what it found is delivered.",
    source: {
      title: "GitLab documentation, CI/CD YAML syntax reference, allow_failure",
      url: "https://docs.gitlab.com/ci/yaml/#allow_failure",
    },
  },
  "pipeline/cache-by-lock-file": {
    title: "Key caches by the lock file",
    why: "A change of dependencies then gets a new cache, and nothing stale is installed.",
    source: {
      title: "GitHub documentation, Dependency caching reference",
      url: "https://docs.github.com/en/actions/reference/workflows-and-actions/dependency-caching",
    },
  },
  "pipeline/only-what-changed": {
    title: "Check the applications that a change touches",
    why: "In a repository of many applications, people wait for the few that matter to them.",
    source: {
      title: "GitHub documentation, Run job variations with a matrix",
      url: "https://docs.github.com/en/actions/how-tos/write-workflows/choose-what-workflows-do/run-job-variations",
    },
  },
  "pipeline/tests-beside-services": {
    title: "Test against the services that the application talks to",
    why: "A stand-in answers as its author thought; the real service answers as it will in production.",
    source: {
      title: "GitHub documentation, About service containers",
      url: "https://docs.github.com/en/actions/tutorials/use-containerized-services/use-docker-service-containers",
    },
  },
  "pipeline/scan": {
    title: "Scan sources and images, and stop at critical and high findings",
    why: "Known holes that have a fix are the first that are tried. What has no fix yet does not stop a delivery.",
    source: { title: "Trivy documentation", url: "https://trivy.dev/latest/docs/" },
  },
  "pipeline/provenance": {
    title: "Publish images with a bill of materials and a proof of where they come from",
    why: "Whoever runs the image can check which commit and workflow made it, and what is in it.",
    source: {
      title: "SLSA, Build levels",
      url: "https://slsa.dev/spec/v1.1/levels",
    },
  },
  "pipeline/environment-gate": {
    title: "Deliver through environments, production behind an approval",
    why: "The environment holds its own credentials, and gives them to a job only after the people it names have agreed.",
    source: ENVIRONMENTS,
  },
  "pipeline/short-lived-credentials": {
    title: "Keep the cluster's credentials in a file of the job alone, and remove it",
    why: "They are never in an argument or a log, no other account of the machine can read them, and nothing of them stays.",
    source: HARDENING,
  },
  "pipeline/deliver-digests": {
    title: "Deliver images by digest",
    why: "What was tested in one environment is, byte for byte, what runs in the next.",
    source: {
      title: "Kubernetes documentation, Image names and digests",
      url: "https://kubernetes.io/docs/concepts/containers/images/#image-names",
    },
  },
  "pipeline/rootless-build": {
    title: "Build images without a privileged container",
    why: "A privileged build can take over the machine it runs on, and with it every other project's jobs there.",
    source: {
      title: "GitLab documentation, Build Docker images with BuildKit",
      url: "https://docs.gitlab.com/ci/docker/using_buildkit/",
    },
  },
  "pipeline/rollback": {
    title: "Bring back what ran before when a delivery fails",
    why: "Only what the delivery changed goes back, to the very revision that ran: the rest stays untouched.",
    source: {
      title: "Kubernetes documentation, Rolling back a Deployment",
      url: "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-back-a-deployment",
    },
  },
});
