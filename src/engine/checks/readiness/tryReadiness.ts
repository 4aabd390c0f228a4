import { messageOf } from "../../../base/result.ts";
import type { READINESS_CHECKS } from "../../../core/gates/descriptions/readiness.ts";
import { type Finding, inconclusive } from "../../../core/gates/finding.ts";
import type { Readiness } from "../../../core/gates/terms.ts";
import { judgeDependencies, judgeLocks } from "../../../core/readiness/judgeInstall.ts";
import { judgeOutput } from "../../../core/readiness/judgeOutput.ts";
import { judgeStage } from "../../../core/readiness/judgeStage.ts";
import { judgeDevelopmentStart, judgeStart } from "../../../core/readiness/judgeStart.ts";
import type { Stage } from "../../../core/readiness/tried.ts";
import { cdnAnswers } from "./cdnAnswers.ts";
import { connectionsReached } from "./connectionsReached.ts";
import { type Asked, assetsServed, callsAnswered, corsAllowed, webSocketOpens } from "./httpChecks.ts";
import type { ReadinessPorts } from "./readinessPorts.ts";
import { type NotStarted, Trial } from "./trial.ts";
import { variablesSet } from "./variablesSet.ts";

export type ReadinessCheckId = keyof typeof READINESS_CHECKS;

/** What is tried, and with what. */
export interface ReadinessRequest {
  readonly readiness: Readiness;
  readonly checks: readonly ReadinessCheckId[];
  /** Names of the workloads that are released; empty where nobody said. */
  readonly workloads: readonly string[];
  /** Ends every program that runs; what was not found out by then is inconclusive. */
  readonly signal: AbortSignal;
}

/** Tries one workspace; see `tryReadiness`. */
export type TryReadiness = (request: ReadinessRequest) => Promise<ReadonlyMap<ReadinessCheckId, Finding>>;

/**
 * Runs an application's own commands in a clean copy and finds out what checks ask. All checks share one installation,
 * one build and one start. Whatever happens, nothing of it is left running. Never rejects: what could not be found
 * out is inconclusive.
 */
export async function tryReadiness(
  ports: ReadinessPorts,
  request: ReadinessRequest,
): Promise<ReadonlyMap<ReadinessCheckId, Finding>> {
  const { readiness, checks, signal } = request;
  let trial: Trial;
  try {
    trial = await Trial.open(ports, readiness, checks.includes("build-development"), signal);
  } catch (error) {
    const finding = notCollected(error, signal);
    return new Map(checks.map((check) => [check, finding]));
  }
  try {
    return await findings(trial, ports, request);
  } finally {
    await trial.dispose();
  }
}

/** The application is ended once everything else has been asked of it, and only then is its start judged. */
async function findings(
  trial: Trial,
  ports: ReadinessPorts,
  request: ReadinessRequest,
): Promise<ReadonlyMap<ReadinessCheckId, Finding>> {
  const { checks, signal } = request;
  const find = async (check: ReadinessCheckId): Promise<readonly [ReadinessCheckId, Finding]> => {
    try {
      signal.throwIfAborted();
      return [check, withCommit(await CHECKS[check](trial, ports, request), trial)];
    } catch (error) {
      return [check, notCollected(error, signal)];
    }
  };
  const found = await Promise.all(checks.filter((check) => !LAST.includes(check)).map(find));
  const all = new Map(found);
  for (const check of LAST) if (checks.includes(check)) all.set(...(await find(check)));
  return new Map(checks.flatMap((check) => (all.has(check) ? [[check, all.get(check) as Finding]] : [])));
}

/** What ends the application, in this order, after all else. */
const LAST: readonly ReadinessCheckId[] = ["application-starts", "starts-in-development"];

type Check = (trial: Trial, ports: ReadinessPorts, request: ReadinessRequest) => Promise<Finding>;

const CHECKS: Readonly<Record<ReadinessCheckId, Check>> = {
  "dependencies-installed": async (trial, _, { readiness }) => {
    const installed = await trial.install();
    if (installed === undefined) return unknown(trial, "how its dependencies are installed", "install: [npm, ci]");
    return judgeDependencies(installed.stage, readiness.timeout);
  },
  "lock-files-valid": async (trial) => {
    const { locks } = trial.ways;
    const needed = locks.problems.length === 0 && locks.lockFile !== undefined;
    const installed = needed ? await trial.install() : undefined;
    return judgeLocks(locks, installed?.stage, installed?.changed ?? false);
  },
  "build-development": async (trial, _, { readiness }) => {
    const words = { done: "Built", failed: "BuildFailed", subject: "The development build", key: "build-development" };
    return judgeBuild(trial, await trial.buildDevelopment(), words, readiness.timeout);
  },
  "build-production": async (trial, _, { readiness }) => {
    const words = { done: "Built", failed: "BuildFailed", subject: "The production build", key: "build" };
    return judgeBuild(trial, await trial.build(), words, readiness.timeout);
  },
  "build-output": async (trial) => {
    const { output } = trial.ways;
    if (output === undefined) return unknown(trial, "where the build puts what it makes", "output: { folder: dist }");
    const built = await trial.build();
    if (built === undefined) return unknown(trial, "how it is built", "build: [npm, run, build]");
    if (built === "unready") return unready("built");
    return judgeOutput(built, await trial.outputSize(), output);
  },
  "application-starts": async (trial) => {
    const application = await trial.application();
    if ("why" in application) return notStarted(trial, application);
    const start = await trial.stopped();
    if (start === undefined) throw new Error("The application was started and is not known any more.");
    const file = await trial.keepLog(start);
    return { ...judgeStart(start, trial.limits), files: [file] };
  },
  "starts-in-development": async (trial) => {
    const start = await trial.development();
    if ("why" in start) return notStarted(trial, start, "start-development: [npm, run, dev]");
    const file = await trial.keepLog(start, "starts-in-development");
    return { ...judgeDevelopmentStart(start, trial.limits), files: [file] };
  },
  "connections-reached": ({ ways, values }, { outward }, { readiness, signal }) =>
    connectionsReached(outward, { said: readiness.services, values, services: ways.services }, signal),
  "variables-set": (trial, _, { readiness, workloads }) =>
    variablesSet(trial.ways, { files: trial.files, folder: readiness.folder, workloads, here: trial.here }),
  "calls-answered": asking(callsAnswered, ({ calls }) => calls.length > 0),
  "cors-allowed": asking(corsAllowed, ({ cors }) => cors !== undefined),
  "web-socket-opens": asking(webSocketOpens, ({ webSocket }) => webSocket !== undefined),
  "assets-served": asking(assetsServed, () => true),
  "cdn-answers": async (trial, ports, request) => {
    const look = async (asked: Asked): Promise<Finding> => cdnAnswers(asked, ports.outward, await trial.builtPages());
    return asking(look, () => true)(trial, ports, request);
  },
};

/** What is asked of the running application; where nothing is said to be asked, nothing is started for it. */
function asking(ask: (asked: Asked) => Promise<Finding>, isSaid: (readiness: Asked["readiness"]) => boolean): Check {
  return async (trial, { loopback }, { readiness, signal }) => {
    if (!isSaid(readiness)) return ask({ loopback, port: 0, readiness, signal });
    const application = await trial.application();
    if ("why" in application) return notStarted(trial, application);
    if (!application.up) {
      return inconclusive("NotUp", "It could not be asked, as the application did not come up. See whether it starts.");
    }
    return ask({ loopback, port: application.port, readiness, signal });
  };
}

function judgeBuild(
  trial: Trial,
  stage: Stage | "unready" | undefined,
  words: Parameters<typeof judgeStage>[1],
  timeout: number,
): Finding {
  if (stage === undefined)
    return unknown(trial, `how it is built (${words.subject.toLowerCase()})`, `${words.key}: [npm, run, build]`);
  return stage === "unready" ? unready("built") : judgeStage(stage, words, timeout);
}

function notStarted(trial: Trial, { why, port }: NotStarted, example = "start: [node, server.js]"): Finding {
  switch (why) {
    case "unknown":
      return unknown(trial, "how it is started", example);
    case "not-installed":
      return unready("started");
    case "not-built":
      return inconclusive("NotBuilt", "It was not started, as its production build did not succeed.");
    case "port-taken": {
      const message = `It was not started, as port ${port ?? "?"} of this machine is taken by another program. End that one, or have the application listen on PORT.`;
      return inconclusive("PortTaken", message);
    }
  }
}

function unready(what: string): Finding {
  return inconclusive("NotInstalled", `It was not ${what}, as its dependencies did not install.`);
}

function unknown({ ways }: Trial, what: string, example: string): Finding {
  const why = ways.unknown === undefined ? "" : `${ways.unknown} `;
  const message = `${why}Neither tidegate.yaml nor the workspace says ${what}. Write it into tidegate.yaml, such as: readiness: { ${example} }`;
  return inconclusive("NotSaid", message);
}

/** What is proved is proved of one commit. */
function withCommit(finding: Finding, { copy }: Trial): Finding {
  const { commit } = copy;
  return { ...finding, facts: { ...finding.facts, ...(commit === undefined ? { copied: "files" } : { commit }) } };
}

function notCollected(error: unknown, signal: AbortSignal): Finding {
  return signal.aborted
    ? inconclusive("Stopped", "It was stopped on request.")
    : inconclusive("NotCollected", messageOf(error));
}
