import { rulesOf } from "./rule.ts";

const BEST_PRACTICES = {
  title: "Docker documentation, Building best practices",
  url: "https://docs.docker.com/build/building/best-practices/",
};
const CACHE = {
  title: "Docker documentation, Optimize cache usage in builds",
  url: "https://docs.docker.com/build/cache/optimize/",
};
const REFERENCE = {
  title: "Docker documentation, Dockerfile reference",
  url: "https://docs.docker.com/reference/dockerfile/",
};
const OWASP = {
  title: "OWASP, Docker Security Cheat Sheet",
  url: "https://cheatsheetseries.owasp.org/cheatsheets/Docker_Security_Cheat_Sheet.html",
};

/** Why a Dockerfile and its .dockerignore are written as they are. */
export const DOCKERFILE_RULES = rulesOf({
  "dockerfile/pinned-image": {
    title: "Name base images by exact tag and digest",
    why: "A tag can be moved to another image at any time; a digest cannot, so that every build begins from the same bytes.",
    source: BEST_PRACTICES,
  },
  "dockerfile/no-build-tools": {
    title: "Leave build tools and development packages out of the last stage",
    why: "What is not in the image cannot be attacked, scanned or downloaded: stages before the last build, the last one only runs.",
    source: BEST_PRACTICES,
  },
  "dockerfile/lock-file": {
    title: "Install exactly what the lock file names",
    why: "Without it a build can take a newer release of a package than the one that was tested.",
    source: { title: "npm documentation, npm ci", url: "https://docs.npmjs.com/cli/commands/npm-ci" },
  },
  "dockerfile/cache-mount": {
    title: "Keep what a package manager downloads in a cache mount",
    why: "Builds after the first are faster, and the cache never becomes part of the image.",
    source: CACHE,
  },
  "dockerfile/root-owned-code": {
    title: "Leave the code to root, and let the user that runs it read only",
    why: "A process that was taken over cannot change the program that runs after the next start.",
    source: OWASP,
  },
  "dockerfile/numeric-user": {
    title: "Run as a numeric user above 10000",
    why: "Kubernetes can only prove of a number that it is not root, and a number above 10000 is no user of the host.",
    source: OWASP,
  },
  "dockerfile/health-check": {
    title: "Say how it is found out whether the application answers",
    why: "A process that lives but does not answer is otherwise taken for a healthy one. The check uses what is in the image anyway.",
    source: { ...REFERENCE, title: `${REFERENCE.title}, HEALTHCHECK` },
  },
  "dockerfile/exec-form": {
    title: "Start the program itself, by the list form of CMD",
    why: "A shell in between as the first process does not hand on the signal to stop, and requests are cut off when the time to stop is over.",
    source: { ...REFERENCE, title: `${REFERENCE.title}, CMD` },
  },
  "dockerfile/stop-signal": {
    title: "Name the signal on which the server ends its requests in order",
    why: "Some servers take SIGTERM for an order to drop what they are doing.",
    source: { ...REFERENCE, title: `${REFERENCE.title}, STOPSIGNAL` },
  },
  "dockerfile/labels": {
    title: "Label the image with its name, version and commit",
    why: "Whoever finds the image running can tell what it was built from.",
    source: {
      title: "OCI image specification, annotations",
      url: "https://github.com/opencontainers/image-spec/blob/main/annotations.md",
    },
  },
  "dockerfile/small-context": {
    title: "Send only what the build needs, and no secrets",
    why: "Whatever is sent to the build can end up in a layer, and each changed file makes a build anew.",
    source: BEST_PRACTICES,
  },
});
