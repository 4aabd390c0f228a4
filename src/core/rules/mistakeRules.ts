import { rulesOf } from "./rule.ts";

const DOCKERFILE = "https://docs.docker.com/reference/dockerfile/";
const PRACTICES = "https://docs.docker.com/build/building/best-practices/";
const HARDENING = "https://docs.github.com/en/actions/reference/security/secure-use";

/** What is only looked for, because nothing that is generated does it. */
export const MISTAKE_RULES = rulesOf({
  "dockerfile/no-secrets": {
    title: "Keep secrets out of ENV and ARG",
    why: "Their values stay in the image's history, where everybody who can pull it reads them.",
    source: {
      title: "Docker build checks, SecretsUsedInArgOrEnv",
      url: "https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/",
    },
  },
  "dockerfile/copy-not-add": {
    title: "Copy local files with COPY",
    why: "ADD also unpacks archives and fetches addresses, so that what it does depends on what the file is.",
    source: { title: "Docker documentation, Building best practices", url: `${PRACTICES}#add-or-copy` },
  },
  "dockerfile/no-recommends": {
    title: "Install Debian packages without what they recommend",
    why: "Recommended packages make the image larger and bring more to attack.",
    source: { title: "Docker documentation, Building best practices", url: `${PRACTICES}#apt-get` },
  },
  "dockerfile/readable": {
    title: "Begin with a stage, and use instructions that exist",
    why: "The file cannot be built otherwise.",
    source: { title: "Docker documentation, Dockerfile reference", url: DOCKERFILE },
  },
  "pipeline/time-limit": {
    title: "Give every job a time limit",
    why: "A job that hangs otherwise holds a runner for six hours, and a deployment waits behind it.",
    source: {
      title: "GitHub documentation, jobs.<job_id>.timeout-minutes",
      url: "https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idtimeout-minutes",
    },
  },
  "pipeline/no-injection": {
    title: "Hand texts from outside to a script by its environment",
    why: "An expression is put into the script before a shell reads it: a title or a branch name can then run anything.",
    source: { title: "GitHub documentation, Secure use reference", url: HARDENING },
  },
  "pipeline/trusted-checkout": {
    title: "Never check out a proposal's code where secrets are",
    why: "A workflow on pull_request_target has the repository's secrets, and what it checks out was written by anybody.",
    source: { title: "GitHub documentation, Secure use reference", url: HARDENING },
  },
  "pipeline/said-when": {
    title: "Say for which events a pipeline runs",
    why: "Without `workflow` or `rules`, every push starts every job, also those that deliver, and a merge request none.",
    source: { title: "GitLab documentation, workflow keyword", url: "https://docs.gitlab.com/ci/yaml/workflow/" },
  },
  "pipeline/no-plain-secret": {
    title: "Keep the values of secrets out of pipelines",
    why: "Whoever can read the repository has them, and they stay in its history after they were taken out.",
    source: {
      title: "OWASP, Secrets Management Cheat Sheet",
      url: "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html",
    },
  },
  "pipeline/readable": {
    title: "Write workflows that can be read",
    why: "A workflow that is no YAML does not run at all, and says so only on its own page.",
    source: {
      title: "GitHub documentation, Workflow syntax",
      url: "https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax",
    },
  },
  "kubernetes/no-plain-secret": {
    title: "Keep the values of secrets out of manifests",
    why: "Base64 is no encryption: whoever can read the repository has them.",
    source: {
      title: "Kubernetes documentation, Good practices for Secrets",
      url: "https://kubernetes.io/docs/concepts/security/secrets-good-practices/",
    },
  },
  "kubernetes/no-host": {
    title: "Stay off the node's own network, processes and files",
    why: "What gets out of such a container is on the node, and with it in every other pod there.",
    source: {
      title: "Pod Security Standards, baseline",
      url: "https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline",
    },
  },
  "kubernetes/served-version": {
    title: "Use an API version that clusters still serve",
    why: "A version that was removed is refused, and the whole deployment with it.",
    source: {
      title: "Kubernetes documentation, Deprecated API Migration Guide",
      url: "https://kubernetes.io/docs/reference/using-api/deprecation-guide/",
    },
  },
  "kubernetes/readable": {
    title: "Write manifests that can be read",
    why: "A file that is no YAML is refused as a whole.",
    source: {
      title: "Kubernetes documentation, Objects",
      url: "https://kubernetes.io/docs/concepts/overview/working-with-objects/",
    },
  },
  "compose/no-plain-secret": {
    title: "Keep passwords out of compose files",
    why: "The file is in the repository, and its values show in `docker inspect`.",
    source: {
      title: "Docker documentation, Secrets in Compose",
      url: "https://docs.docker.com/compose/how-tos/use-secrets/",
    },
  },
  "compose/readable": {
    title: "Write compose files that can be read",
    why: "Nothing of a file that is no YAML is started.",
    source: {
      title: "Docker documentation, Compose file reference",
      url: "https://docs.docker.com/reference/compose-file/",
    },
  },
  "compose/pinned-image": {
    title: "Name images by an exact version",
    why: "A newer image on the next start may not read what the older one has written.",
    source: {
      title: "Docker documentation, Compose file reference, services",
      url: "https://docs.docker.com/reference/compose-file/services/#image",
    },
  },
  "compose/no-version": {
    title: "Leave `version` out",
    why: "Compose has ignored it since the Compose Specification and warns about it at every start.",
    source: {
      title: "Compose Specification, version and name",
      url: "https://docs.docker.com/reference/compose-file/version-and-name/",
    },
  },
  "compose/loopback": {
    title: "Publish ports on 127.0.0.1 unless others shall reach them",
    why: "A port without an address is open on every network of the machine, past its firewall.",
    source: {
      title: "Docker documentation, Port publishing",
      url: "https://docs.docker.com/engine/network/port-publishing/",
    },
  },
  "compose/no-privileges": {
    title: "Run services without the host's privileges",
    why: "A privileged service, or one with the engine's socket, is root on the host.",
    source: {
      title: "OWASP, Docker Security Cheat Sheet",
      url: "https://cheatsheetseries.owasp.org/cheatsheets/Docker_Security_Cheat_Sheet.html",
    },
  },
});
