import { messageOf } from "../base/result.ts";
import { type Effect, effectKey } from "../core/run/effect.ts";
import type { RunEvent } from "../core/run/event.ts";
import { next } from "../core/run/next.ts";
import type { RunState } from "../core/run/state.ts";
import { answer } from "../core/run/answer.ts";
import { nodeOf } from "../core/graph/walk.ts";
import { GuardTurn } from "./approvals/guardTurn.ts";
import { Bell } from "./bell.ts";
import { evaluateChecks } from "./checks/evaluateChecks.ts";
import { recheckApproval, requestApproval } from "./effects/approval.ts";
import { clearTheWay } from "./effects/clearTheWay.ts";
import { keepLogs } from "./effects/keepLogs.ts";
import { performAction } from "./effects/performAction.ts";
import { prepareAction } from "./effects/prepareAction.ts";
import { recordBlocked } from "./effects/recordBlocked.ts";
import { newSights, observed } from "./effects/rolloutTurn.ts";
import { RolloutWatch, type WatchRollout } from "./effects/rolloutWatch.ts";
import { verifyRevisions } from "./effects/verifyRevisions.ts";
import { isClusterFault } from "./faults.ts";
import { holdAgain } from "./holdAgain.ts";
import { answerRequests } from "./records/inboxTurn.ts";
import { type RunRecord, takeUp } from "./records/runRecord.ts";
import { serverVersion } from "./records/serverVersion.ts";
import type { RunPorts } from "./runPorts.ts";

const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 30_000;

/** Ends of an approval after which nobody can answer it any more. */
const SETTLED: ReadonlySet<string> = new Set(["approved", "rejected", "expired"]);

/**
 * Walks a run to its end: takes it up, does what `next` asks for, one effect at a time, and writes down what came of
 * it. Every wait is on something that happens or on the clock. It may be killed anywhere; the next call goes on.
 * Rejects with `RunHeld` where another process walks the run, with `NotStartedHere` where this user did not start it
 * here, with the journal's fault where that is broken, and with `StorageFailed`.
 */
export async function walkRun(ports: RunPorts): Promise<RunState> {
  const { record, mended } = await takeUp(ports.folder, ports.clock, ports.hash, await serverVersion(ports));
  for (const sentence of mended) ports.log(sentence);
  const walk = new Walk(ports, record);
  const holding = holdAgain(ports, record.state);
  try {
    return await walk.toEnd();
  } finally {
    holding.dispose();
    walk.dispose();
    await ports.lock.release();
    await record.writer.close();
  }
}

class Walk {
  readonly #ports: RunPorts;
  readonly #record: RunRecord;
  readonly #bell = new Bell();
  readonly #inbox: { dispose(): void };
  #watch: { readonly key: string; readonly watch: RolloutWatch } | undefined;
  #guard: GuardTurn | undefined;
  #failures = 0;

  constructor(ports: RunPorts, record: RunRecord) {
    this.#ports = ports;
    this.#record = record;
    this.#inbox = ports.folder.inbox.onChange(() => this.#bell.ring());
  }

  async toEnd(): Promise<RunState> {
    const { clock, folder } = this.#ports;
    for (;;) {
      this.#bell.reset();
      await answerRequests(this.#record, folder.inbox, clock);
      const [effect] = next(this.#record.state, clock.now());
      await this.#leaveGuard();
      if (effect === undefined) return this.#record.state;
      this.#leaveOtherWatch(effect);
      await this.#take(effect);
    }
  }

  dispose(): void {
    this.#inbox.dispose();
    this.#watch?.watch.dispose();
    this.#guard?.dispose();
  }

  async #take(effect: Effect): Promise<void> {
    if (effect.type === "wait") return this.#waitTurn(effect);
    if (effect.type === "watch-rollout") return this.#watchTurn(effect);
    return this.#attempt(effect, async () => {
      for (const event of await perform(this.#ports, this.#record.state, effect)) await this.#record.append(event);
    });
  }

  async #attempt(effect: Effect, work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.#failures = 0;
    } catch (error) {
      if (!isClusterFault(error)) throw error;
      await this.#retryLater(effect, error);
    }
  }

  /** What failed may have been done all the same: the effect is asked for again and looks before it acts. */
  async #retryLater(effect: Effect, error: unknown): Promise<void> {
    const pause = Math.min(FIRST_RETRY_MS * 2 ** this.#failures, LONGEST_RETRY_MS);
    this.#failures += 1;
    this.#ports.log(`${effectKey(effect)}: ${messageOf(error)} Trying again in ${pause / 1000} s.`);
    await this.#bell.wait(this.#ports.clock, this.#ports.clock.now() + pause);
  }

  /** Where the cluster takes the answers, its guard is read like the inbox. */
  async #waitTurn(effect: Extract<Effect, { type: "wait" }>): Promise<void> {
    const answers = effect.reason === "approval" ? (this.#guardTurn()?.answers() ?? []) : [];
    const { clock } = this.#ports;
    const events = answers.flatMap((request) => answer(this.#record.state, request, clock.now()));
    const [first] = events;
    // One at a time: each answer is judged by what the ones before it left.
    if (first === undefined) await this.#bell.wait(clock, effect.until);
    else await this.#record.append(first);
  }

  #guardTurn(): GuardTurn | undefined {
    const { graph, approval } = this.#record.state;
    const node = nodeOf(graph, approval?.node);
    if (approval === undefined || node?.kind !== "approval" || node.policy.store !== "cluster") return undefined;
    if (this.#guard?.isAbout(approval) === true) return this.#guard;
    this.#guard?.dispose();
    this.#guard = new GuardTurn(this.#ports, this.#record.state, approval, () => this.#bell.ring());
    return this.#guard;
  }

  /** A request that was neither answered nor ran out waits for nobody any more: it goes from everybody's list. */
  async #leaveGuard(): Promise<void> {
    const { approval, path } = this.#record.state;
    const guard = this.#guard;
    if (guard === undefined || (approval !== undefined && guard.isAbout(approval))) return;
    this.#guard = undefined;
    guard.dispose();
    const left = path.findLast(({ node }) => node === guard.node)?.outcome ?? "";
    if (!SETTLED.has(left)) await guard.withdraw();
  }

  async #watchTurn(effect: WatchRollout): Promise<void> {
    const watch = this.#watchFor(effect);
    const blockages = watch.blockages();
    if (blockages.length > 0) {
      const record = this.#record;
      return this.#attempt(effect, () => clearTheWay(this.#ports, { record, watch, node: effect.node }, blockages));
    }
    const sights = newSights(this.#record.state, effect, watch.look());
    for (const sight of sights) {
      if (sight.verdict.status === "Failed") await keepLogs(this.#ports, this.#record, watch, sight);
      await this.#record.append(observed(effect, sight));
    }
    if (sights.length === 0) await this.#bell.wait(this.#ports.clock, effect.endsAt);
  }

  #watchFor(effect: WatchRollout): RolloutWatch {
    const key = effectKey(effect);
    if (this.#watch?.key === key) return this.#watch.watch;
    this.#watch?.watch.dispose();
    const watch = new RolloutWatch(this.#ports, this.#record.state, effect, () => this.#bell.ring());
    this.#watch = { key, watch };
    return watch;
  }

  #leaveOtherWatch(effect: Effect): void {
    if (this.#watch === undefined || effect.type === "watch-rollout" || effect.type === "append") return;
    this.#watch.watch.dispose();
    this.#watch = undefined;
  }
}

type Performed = Exclude<Effect, { type: "wait" | "watch-rollout" }>;

function perform(ports: RunPorts, state: RunState, effect: Performed): Promise<readonly RunEvent[]> {
  switch (effect.type) {
    case "append":
      return Promise.resolve(effect.events);
    case "evaluate-checks":
      return evaluateChecks(ports, state, effect.node, effect.checks);
    case "record-blocked":
      return recordBlocked(ports, state, effect);
    case "request-approval":
      return requestApproval(ports, state, effect);
    case "recheck-approval":
      return recheckApproval(ports, state, effect);
    case "prepare-action":
      return prepareAction(ports, state, effect);
    case "perform-action":
      return performAction(ports, state, effect);
    case "verify-revisions":
      return verifyRevisions(ports, state, effect.workloads);
  }
}
