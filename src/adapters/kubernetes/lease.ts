import { Sequencer } from "../../base/async.ts";
import type { Clock } from "../../base/clock.ts";
import { parseTimestamp, timestamp } from "../../base/clock.ts";
import type { Disposable } from "../../base/dispose.ts";
import { Emitter, type Event } from "../../base/event.ts";
import { Fault } from "../../base/result.ts";
import type { Cluster } from "../../core/rollout/cluster.ts";
import { KINDS, type ObjectRef } from "../../core/rollout/kinds.ts";
import type { KubeObject } from "../../core/rollout/objects.ts";
import { pause } from "./pace.ts";

/** A lease of ours runs 30 s. One that claims more is not waited for longer than this: the wait is a claim of its holder. */
const LONGEST_WAIT_MS = 60_000;

/** Whom the lease is for and how long it holds without being renewed. */
export interface LeaseTerms {
  readonly namespace: string;
  readonly name: string;
  /** Who holds it: the run and the machine, the same after a restart of the same run. */
  readonly holder: string;
  readonly clock: Clock;
  /** The lease counts on from here where that is more than it has counted itself. */
  readonly above?: number;
  /** 30 where absent. */
  readonly durationSeconds?: number;
  readonly signal?: AbortSignal;
}

/** The right to change an environment, held until released or lost. Renews itself. */
export interface Lease extends Disposable {
  /** Grows each time the lease changes hands: of two that believe they hold it, the higher is right. */
  readonly fence: number;
  /** Whether it was taken from somebody who had not given it back, and who may wake and write. */
  readonly contested: boolean;
  /** Asks the server whether the lease is still held; call it before a write that must not come from two sides. */
  confirm(): Promise<boolean>;
  /** Fires once when someone else holds it, or when it could not be renewed in time. */
  readonly onLost: Event<Fault>;
  /** Gives the lease back, so that the next one need not wait. */
  release(): Promise<void>;
}

interface LeaseObject extends KubeObject {
  spec: {
    holderIdentity?: string;
    leaseDurationSeconds?: number;
    acquireTime?: string;
    renewTime?: string;
    leaseTransitions?: number;
  };
}

/**
 * Takes a coordination Lease. Rejects with `Conflict` while another holder renews it. One whose holder has gone silent
 * is taken only after it was seen unchanged for its whole duration, because clocks of two machines cannot be compared.
 */
export async function openLease(cluster: Cluster, terms: LeaseTerms): Promise<Lease> {
  const { namespace, name } = terms;
  const ref = { kind: KINDS.Lease, namespace, name };
  const found = await cluster.get<LeaseObject>(ref, terms.signal);
  if (found && !isFree(found, terms)) await outlive(cluster, ref, found, terms);
  const held = found ? await takeOver(cluster, ref, found, terms) : await createLease(cluster, terms);
  // A lease that is gone was deleted by somebody, where workloads say that there was one.
  const contested = found ? !isFree(found, terms) : (terms.above ?? 0) > 0;
  return keepLease(cluster, ref, held, terms, contested);
}

function isFree({ spec }: LeaseObject, terms: LeaseTerms): boolean {
  return spec.holderIdentity === undefined || spec.holderIdentity === "" || spec.holderIdentity === terms.holder;
}

async function outlive(cluster: Cluster, ref: ObjectRef, found: LeaseObject, terms: LeaseTerms): Promise<void> {
  const durationMs = (found.spec.leaseDurationSeconds ?? 30) * 1000;
  const renewed = parseTimestamp(found.spec.renewTime) ?? 0;
  const age = terms.clock.now() - renewed;
  // Renewed long after now: the other machine's clock is ahead, and its holder may be gone for good.
  if (age < durationMs && age > -durationMs) throw heldByOther(found);
  await pause(terms.clock, Math.min(durationMs, LONGEST_WAIT_MS), terms.signal ?? new AbortController().signal);
  const now = await cluster.get<LeaseObject>(ref, terms.signal);
  if (now?.metadata.resourceVersion !== found.metadata.resourceVersion) throw heldByOther(now ?? found);
}

function heldByOther({ spec, metadata }: LeaseObject): Fault {
  const holder = spec.holderIdentity ?? "someone else";
  return new Fault(
    "Conflict",
    `${metadata.namespace ?? "The environment"} is being changed by ${holder}. Wait for that run to end, or stop it.`,
    { facts: { holder, renewed: spec.renewTime } },
  );
}

function createLease(cluster: Cluster, terms: LeaseTerms): Promise<LeaseObject> {
  const { namespace, name } = terms;
  return cluster.create<LeaseObject>(KINDS.Lease, {
    metadata: { name, namespace },
    spec: { ...specOf(terms), acquireTime: microTime(terms.clock), leaseTransitions: (terms.above ?? 0) + 1 },
  });
}

function takeOver(cluster: Cluster, ref: ObjectRef, found: LeaseObject, terms: LeaseTerms): Promise<LeaseObject> {
  const leaseTransitions = Math.max(found.spec.leaseTransitions ?? 0, terms.above ?? 0) + 1;
  return write(cluster, ref, found, { ...specOf(terms), acquireTime: microTime(terms.clock), leaseTransitions });
}

/** Fails with `Conflict` where the lease was changed since `seen`. */
function write(cluster: Cluster, ref: ObjectRef, seen: LeaseObject, spec: object): Promise<LeaseObject> {
  const body = { metadata: { resourceVersion: seen.metadata.resourceVersion }, spec };
  return cluster.patch<LeaseObject>(ref, { type: "merge", body });
}

function specOf({ holder, clock, durationSeconds = 30 }: LeaseTerms): LeaseObject["spec"] {
  return { holderIdentity: holder, leaseDurationSeconds: durationSeconds, renewTime: microTime(clock) };
}

/** The API's MicroTime: six digits after the second. */
function microTime(clock: Clock): string {
  return timestamp(clock.now()).replace("Z", "000Z");
}

function keepLease(cluster: Cluster, ref: ObjectRef, first: LeaseObject, terms: LeaseTerms, contested: boolean): Lease {
  const { clock, durationSeconds = 30 } = terms;
  const lost = new Emitter<Fault>();
  const fence = first.spec.leaseTransitions ?? 1;
  const turns = new Sequencer();
  let held: LeaseObject | undefined = first;
  let renewedAt = clock.now();
  let timer = clock.after((durationSeconds * 1000) / 3, renew);

  function lose(fault: Fault): void {
    held = undefined;
    lost.fire(fault);
  }

  function renew(): void {
    void turns.run(renewOnce).finally(() => {
      if (held) timer = clock.after((durationSeconds * 1000) / 3, renew);
    });
  }

  async function renewOnce(): Promise<void> {
    if (!held) return;
    try {
      const renewed = await write(cluster, ref, held, specOf(terms));
      held &&= renewed;
      renewedAt = clock.now();
    } catch (error) {
      const fault = error instanceof Fault ? error : new Fault("ServerError", "The lease could not be renewed.");
      const taken = fault.reason === "Conflict" || fault.reason === "NotFound";
      if (taken || clock.now() - renewedAt >= durationSeconds * 1000) lose(fault);
    }
  }

  return {
    fence,
    contested,
    onLost: (listener) => lost.event(listener),
    async confirm() {
      const now = await cluster.get<LeaseObject>(ref);
      return held !== undefined && now?.spec.leaseTransitions === fence && now.spec.holderIdentity === terms.holder;
    },
    release: () =>
      turns.run(async () => {
        timer.dispose();
        const last = held;
        held = undefined;
        if (last) await write(cluster, ref, last, { holderIdentity: "", leaseDurationSeconds: 1 });
      }),
    dispose() {
      timer.dispose();
      held = undefined;
      lost.dispose();
    },
  };
}
