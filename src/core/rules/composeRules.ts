import { rulesOf } from "./rule.ts";

const REFERENCE = {
  title: "Compose file reference, services",
  url: "https://docs.docker.com/reference/compose-file/services/",
};
const OWASP = {
  title: "OWASP, Docker Security Cheat Sheet",
  url: "https://cheatsheetseries.owasp.org/cheatsheets/Docker_Security_Cheat_Sheet.html",
};

/** Why compose files are written as they are. */
export const COMPOSE_RULES = rulesOf({
  "compose/numeric-user": {
    title: "Run each service as a numeric user that is not root",
    why: "Whoever breaks out of a container of root is root on the machine.",
    source: OWASP,
  },
  "compose/least-privilege": {
    title: "Drop all capabilities and forbid new privileges",
    why: "A program that was taken over cannot do more than the service ever needed.",
    source: OWASP,
  },
  "compose/read-only": {
    title: "Make the root file system read-only, with memory for what is temporary",
    why: "Nothing can be planted in the container, and nothing is lost unnoticed when it is made anew.",
    source: OWASP,
  },
  "compose/health-check": {
    title: "Say how it is found out that a service is ready",
    why: "A started process takes connections only later; what depends on it waits for this check.",
    source: { ...REFERENCE, title: `${REFERENCE.title}: healthcheck` },
  },
  "compose/start-order": {
    title: "Wait until what a service depends on is healthy",
    why: "Without a condition compose waits only for the other container to be started, and the first connections fail.",
    source: {
      title: "Docker documentation, Control startup order",
      url: "https://docs.docker.com/compose/how-tos/startup-order/",
    },
  },
  "compose/limits": {
    title: "Limit memory, processors and processes",
    why: "One service that runs wild takes the machine from the others otherwise.",
    source: OWASP,
  },
  "compose/internal-network": {
    title: "Keep databases on a network of their own, without a way out",
    why: "Only what talks to a database can reach it, and it can send nothing away.",
    source: {
      title: "Compose file reference, networks: internal",
      url: "https://docs.docker.com/reference/compose-file/networks/#internal",
    },
  },
  "compose/variable-ports": {
    title: "Take published ports from variables, and bind to this machine only while developing",
    why: "Several projects run on one machine side by side, and nobody on the network reaches what is not finished.",
    source: { ...REFERENCE, title: `${REFERENCE.title}: ports` },
  },
});
