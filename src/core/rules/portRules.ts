import { rulesOf } from "./rule.ts";

/** Why ports are given out as they are. */
export const PORT_RULES = rulesOf({
  "port/taken": {
    title: "Give each service a port of the machine that nobody else has",
    why: "Two that want one port do not start together: the second one fails, or another project answers in its place.",
    source: {
      title: "Compose file reference, services: ports",
      url: "https://docs.docker.com/reference/compose-file/services/#ports",
    },
  },
  "port/from-variable": {
    title: "Take the port from an environment variable",
    why: "The same image runs beside others, behind any proxy and in any cluster, and its probes follow the variable.",
    source: { title: "The Twelve-Factor App, VII. Port binding", url: "https://12factor.net/port-binding" },
  },
});
