import { describe } from "../description.ts";

/** What is tried by really running the application. */
export const READINESS_CHECKS = describe("readiness", {
  "dependencies-installed": {
    label: "Dependencies install",
    why: "What installs only on one machine is not shipped.",
    reads: "the package manager, run",
    source: "operations-handbook.md:433",
  },
  "lock-files-valid": {
    label: "Lock files hold",
    why: "Without a valid lock file every build is another one.",
    reads: "lock files and the package manager",
    source: "operations-handbook.md:434",
  },
  "build-development": {
    label: "The development build succeeds",
    why: "Who mends a failure tonight must be able to build.",
    reads: "the build, run",
    source: "operations-handbook.md:439",
  },
  "build-production": {
    label: "The production build succeeds",
    why: "What cannot be built cannot be shipped.",
    reads: "the build, run",
    source: "operations-handbook.md:440",
  },
  "build-output": {
    label: "What is built is whole and small enough",
    why: "A missing or swollen bundle is found before people load it.",
    reads: "the folder that the build writes",
    source: "operations-handbook.md:442",
  },
  "starts-in-development": {
    label: "It starts for development",
    why: "Who mends a failure tonight must be able to run it.",
    reads: "the development script, run",
    source: "operations-handbook.md:446",
  },
  "application-starts": {
    label: "It starts and answers",
    why: "An application that does not come up here does not come up there.",
    reads: "the application, run, and its health endpoint",
    source: "operations-handbook.md:447",
  },
  "variables-set": {
    label: "Required variables are set",
    why: "A missing variable stops the start, or worse, does not.",
    reads: "environment files and the workloads' settings",
    source: "operations-handbook.md:448",
  },
  "connections-reached": {
    label: "Databases and services are reached",
    why: "An application that is up and reaches nothing is down.",
    reads: "connections to what its variables name, without signing in",
    source: "operations-handbook.md:449",
  },
  "calls-answered": {
    label: "Calls go through from front to back",
    why: "Each part may be up and still not reach the other.",
    reads: "requests to the running application",
    source: "operations-handbook.md:454",
  },
  "cors-allowed": {
    label: "Other origins get what they may",
    why: "Browsers refuse what the server forgot to allow.",
    reads: "a preflight request to the running application",
    source: "operations-handbook.md:456",
  },
  "web-socket-opens": {
    label: "WebSockets open",
    why: "A proxy that forgets the upgrade is noticed by users first.",
    reads: "a WebSocket to the running application",
    source: "operations-handbook.md:457",
  },
  "assets-served": {
    label: "Static files are served",
    why: "A page without its styles and scripts is down.",
    reads: "requests to the running application",
    source: "operations-handbook.md:458",
  },
  "cdn-answers": {
    label: "Files of pages come through and may be kept",
    why: "A page waits for the slowest file that it loads, wherever that lies.",
    reads: "requests for what built pages load, here and elsewhere",
    source: "operations-handbook.md:459",
  },
});
