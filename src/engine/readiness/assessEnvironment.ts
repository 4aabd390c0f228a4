import { Fault } from "../../base/result.ts";
import { isAskedOfRelease } from "../../core/checklists/askedOfRelease.ts";
import { type AssessedList, assess, type Known } from "../../core/checklists/assess.ts";
import { checksOfList, type ChecklistId } from "../../core/checklists/checklist.ts";
import { isExpired, isStale } from "../../core/checklists/fresh.ts";
import { CHECKLISTS } from "../../core/checklists/lists.ts";
import type { Evidence } from "../../core/evidence/evidence.ts";
import { READINESS_CHECKS } from "../../core/gates/descriptions/readiness.ts";
import { gateChecks, isForPeople, listChecks, specOf } from "../../core/gates/gateChecks.ts";
import type { CheckId } from "../../core/gates/registry.ts";
import type { RunStore } from "../../core/ports/runStore.ts";
import { measureCheck } from "../checks/evaluateChecks.ts";
import { noLock } from "../environmentLock.ts";
import type { Place } from "../request/runPlan.ts";
import type { QualityPorts, RunPorts } from "../runPorts.ts";
import { type Earlier, earlierEvidence, knownOf } from "./earlierEvidence.ts";
import { type WaitingList, waitingList } from "./waitingList.ts";
import { withoutRelease } from "./withoutRelease.ts";

/** What assessing reads. No cluster is among it: nothing is connected to. */
export interface AssessPorts extends QualityPorts, Pick<RunPorts, "git" | "files" | "clock" | "hash"> {
  readonly store: RunStore;
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
 * programs of the application would have to show is taken from earlier runs, with its date, and is never run here.
 * Rejects with `Aborted` where it was given up.
 */
export async function assessEnvironment(
  ports: AssessPorts,
  place: Place,
  lists: readonly ChecklistId[],
  signal?: AbortSignal,
): Promise<Assessment> {
  const now = ports.clock.now();
  const earlier = await earlierEvidence(ports, place);
  const wanted = [...new Set(lists.flatMap((id) => checksOfList(CHECKLISTS[id])))];
  const measured = await measureAll(ports, place, wanted.filter(isMeasuredHere), signal);
  const asked = new Set([...gateChecks(place.config), ...listChecks(place.config)].map(({ id }) => id));
  const known = { ...knownNow(measured, earlier, wanted, now), asked };
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

/** Words and what belongs to a release count only while the run that they were given to is under way. */
function knownNow(
  measured: readonly Evidence[],
  { active, before }: Earlier,
  wanted: readonly CheckId[],
  now: number,
): Known {
  const asked = new Set<string>(wanted);
  const ofActive = active === undefined ? [] : knownOf(active, now);
  const ofRun = ofActive.filter(({ check }) => isForPeople(check) || isAskedOfRelease(check));
  const ran = [...before, ...ofActive].filter(
    ({ check }) => Object.hasOwn(READINESS_CHECKS, check) && asked.has(check),
  );
  const current = ran.filter((one) => !isStale(one, now) && !isExpired(one, now));
  return { evidence: [...measured, ...current, ...ofRun], left: leftAlone(ran, now) };
}

/** Why a program was not run, and what to do. */
function leftAlone(ran: readonly Evidence[], now: number): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(READINESS_CHECKS).map(([id, { label }]) => {
      const last = ran.findLast((one) => one.check === id);
      const todo = `A deployment whose gate names ${id} or readiness runs it.`;
      if (last !== undefined && isStale(last, now)) return [id, `${label}: run more than a day ago. ${todo}`];
      return [id, `${label}: not run yet. ${todo}`];
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
