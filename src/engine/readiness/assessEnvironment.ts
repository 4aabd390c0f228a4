import { Fault } from "../../base/result.ts";
import { isAskedOfRelease } from "../../core/checklists/askedOfRelease.ts";
import { type AssessedList, assess, type Known } from "../../core/checklists/assess.ts";
import { checksOfList, type ChecklistId } from "../../core/checklists/checklist.ts";
import { isExpired, type Present, staleBecause } from "../../core/checklists/fresh.ts";
import { CHECKLISTS } from "../../core/checklists/lists.ts";
import { triedOf } from "../../core/checklists/tried.ts";
import type { Evidence } from "../../core/evidence/evidence.ts";
import { READINESS_CHECKS } from "../../core/gates/descriptions/readiness.ts";
import { gateChecks, isForPeople, listChecks, specOf } from "../../core/gates/gateChecks.ts";
import type { CheckId } from "../../core/gates/registry.ts";
import type { KeptTrials } from "../../core/ports/keptTrials.ts";
import type { RunStore } from "../../core/ports/runStore.ts";
import { measureCheck } from "../checks/evaluateChecks.ts";
import { noLock } from "../environmentLock.ts";
import type { Place } from "../request/runPlan.ts";
import type { QualityPorts, RunPorts } from "../runPorts.ts";
import { readinessAt } from "../request/readinessAt.ts";
import { type Earlier, earlierEvidence, knownOf } from "./earlierEvidence.ts";
import { subjectOf } from "./keepTried.ts";
import { type WaitingList, waitingList } from "./waitingList.ts";
import { withoutRelease } from "./withoutRelease.ts";

/** What assessing reads. No cluster is among it: nothing is connected to. */
export interface AssessPorts extends QualityPorts, Pick<RunPorts, "git" | "files" | "clock" | "hash"> {
  readonly store: RunStore;
  readonly trials: Pick<KeptTrials, "read">;
}

/** An environment held against checklists, at one moment. */
export interface Assessment {
  readonly application: string;
  readonly environment: string;
  readonly production: boolean;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly lists: readonly AssessedList[];
  /** The run that waits for words on a list here, and the node it waits at. */
  readonly waiting: WaitingList | undefined;
}

/**
 * Holds an environment against checklists without deploying anything: files, reports and services are read anew, what
 * programs of the application would have to show is taken from earlier runs and trials, with its date, and is never run
 * here.
 * Rejects with `Aborted` where it was given up.
 */
export async function assessEnvironment(
  ports: AssessPorts,
  place: Place,
  lists: readonly ChecklistId[],
  signal?: AbortSignal,
): Promise<Assessment> {
  const now = ports.clock.now();
  const [earlier, git, kept] = await Promise.all([
    earlierEvidence(ports, place),
    ports.git.state(signal),
    ports.trials.read(),
  ]);
  const tried = triedOf(kept, subjectOf(readinessAt([place])));
  const wanted = [...new Set(lists.flatMap((id) => checksOfList(CHECKLISTS[id])))];
  const measured = await measureAll(ports, place, wanted.filter(isMeasuredHere), signal);
  const asked = new Set([...gateChecks(place.config), ...listChecks(place.config)].map(({ id }) => id));
  const known = { ...knownNow({ measured, earlier, tried, wanted }, { now, head: git?.head }), asked };
  const { application, environment, config } = place;
  return {
    application,
    environment,
    production: config.production,
    at: now,
    lists: lists.map((id) => assess(CHECKLISTS[id], known)),
    waiting: waitingList(earlier.active, now),
  };
}

async function measureAll(
  ports: AssessPorts,
  place: Place,
  checks: readonly CheckId[],
  signal: AbortSignal | undefined,
): Promise<readonly Evidence[]> {
  const state = withoutRelease(place, ports.clock.now());
  const runPorts = withNothingToChange(ports);
  const work = Promise.all(checks.map((id) => measureCheck(runPorts, state, specOf(id, place.config))));
  if (signal === undefined) return work;
  return Promise.race([work, aborted(signal)]);
}

/** What was found, by where it was. */
interface Found {
  readonly measured: readonly Evidence[];
  readonly earlier: Earlier;
  /** By trying the application outside of runs. */
  readonly tried: readonly Evidence[];
  readonly wanted: readonly CheckId[];
}

/** Words and what belongs to a release count only while the run that they were given to is under way. */
function knownNow({ measured, earlier, tried, wanted }: Found, present: Present): Known {
  const { active, before } = earlier;
  const asked = new Set<string>(wanted);
  const ofActive = active === undefined ? [] : knownOf(active, present.now);
  const ofRun = ofActive.filter(({ check }) => isForPeople(check) || isAskedOfRelease(check));
  const ran = [...before, ...ofActive, ...tried]
    .filter(({ check }) => Object.hasOwn(READINESS_CHECKS, check) && asked.has(check))
    .toSorted((one, other) => one.collectedAt - other.collectedAt);
  const current = ran.filter((one) => staleBecause(one, present) === undefined && !isExpired(one, present.now));
  return { evidence: [...measured, ...current, ...ofRun], left: leftAlone(ran, present) };
}

/** Why a program was not run, and what to do. */
function leftAlone(ran: readonly Evidence[], present: Present): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(READINESS_CHECKS).map(([id, { label }]) => {
      const last = ran.findLast((one) => one.check === id);
      const stale = last === undefined ? undefined : staleBecause(last, present);
      return [id, `${label}: ${stale ?? "not run yet"}. Check Readiness or tidegate ready runs it.`];
    }),
  );
}

function isMeasuredHere(id: string): boolean {
  return !isForPeople(id) && !isAskedOfRelease(id) && !Object.hasOwn(READINESS_CHECKS, id);
}

function refuse(): never {
  throw new Fault("NotConnected", "It is asked of the cluster when a version is deployed.");
}

/** Ports of a run that can do nothing but look. What asks for more is told that it cannot be had: it stays open. */
function withNothingToChange(ports: AssessPorts): RunPorts {
  const closed = new Proxy({}, { get: () => refuse });
  const others = { cluster: closed, folder: closed, records: closed, approvals: closed };
  return { ...ports, ...others, lock: noLock, nonce: refuse, log: () => undefined } as unknown as RunPorts;
}

function aborted(signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = (): void => reject(new Fault("Aborted", "It was given up."));
  if (signal.aborted) stop();
  else signal.addEventListener("abort", stop, { once: true });
  return promise;
}
