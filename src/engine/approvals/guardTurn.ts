import { type Disposable, DisposableStore } from "../../base/dispose.ts";
import { messageOf, reasonOf } from "../../base/result.ts";
import { decisionsOf } from "../../core/guard/decisionsOf.ts";
import type { GuardRequest } from "../../core/guard/guard.ts";
import { requestId } from "../../core/guard/requestFor.ts";
import type { WatchedGuard } from "../../core/ports/guardStore.ts";
import type { RunRequest } from "../../core/run/request.ts";
import type { PendingApproval, RunState } from "../../core/run/state.ts";
import type { RunPorts } from "../runPorts.ts";
import { guardRequest } from "./guardRequest.ts";

const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 30_000;

type Ports = Pick<RunPorts, "approvals" | "clock" | "log">;

/** A run's request in the guard of its namespace: it is put there, watched, and what people answer there is read. */
export class GuardTurn implements Disposable {
  readonly #ports: Ports;
  readonly #state: RunState;
  readonly #approval: PendingApproval;
  readonly #ring: () => void;
  readonly #store = new DisposableStore();
  #watched: WatchedGuard | undefined;
  #failures = 0;

  /** `ring` is called whenever there may be an answer. */
  constructor(ports: Ports, state: RunState, approval: PendingApproval, ring: () => void) {
    this.#ports = ports;
    this.#state = state;
    this.#approval = approval;
    this.#ring = ring;
    void this.#ask();
  }

  /** The approval node that asks. */
  get node(): string {
    return this.#approval.node;
  }

  /** Whether it is about this request. */
  isAbout({ binding }: PendingApproval): boolean {
    return binding.nonce === this.#approval.binding.nonce;
  }

  /** What people have answered there so far, as requests to the run. The same answer has the same id. */
  answers(): readonly RunRequest[] {
    const request = this.#watched?.guard?.requests.find(({ id }) => id === this.#id);
    return request === undefined ? [] : answersIn(request, this.#approval, this.#state);
  }

  /** Takes the request back, where the run has no more use for an answer. Never fails. */
  async withdraw(): Promise<void> {
    try {
      await this.#ports.approvals.guards.withdraw(this.#namespace, this.#id);
    } catch (error) {
      const what = `The request ${this.#id} could not be taken back: ${messageOf(error)}`;
      this.#ports.log(`${what} It runs out by itself.`);
    }
  }

  dispose(): void {
    this.#store.dispose();
  }

  get #id(): string {
    return requestId(this.#approval.binding);
  }

  get #namespace(): string {
    return this.#state.release.namespace;
  }

  /** Asking twice for the same is asking once, so that what failed is tried again. */
  async #ask(): Promise<void> {
    const { approvals, clock } = this.#ports;
    try {
      const { name } = await approvals.guards.whoAmI();
      const { binding, expiresAt } = this.#approval;
      const now = clock.now();
      const validForSeconds = Math.max(1, Math.floor((expiresAt - now) / 1000));
      const request = guardRequest(this.#state, binding, { requester: name, now, validForSeconds });
      await approvals.guards.ask(this.#namespace, request);
      this.#watch();
    } catch (error) {
      this.#askLater(error);
    }
  }

  #watch(): void {
    if (this.#store.isDisposed) return;
    this.#watched = this.#store.add(this.#ports.approvals.guards.watch(this.#namespace));
    this.#store.add(this.#watched.onChange(this.#ring));
    this.#ring();
  }

  #askLater(error: unknown): void {
    if (this.#store.isDisposed) return;
    const pause = Math.min(FIRST_RETRY_MS * 2 ** this.#failures, LONGEST_RETRY_MS);
    this.#failures += 1;
    const why = `${reasonOf(error)}: ${messageOf(error)}`;
    this.#ports.log(`The cluster did not take the request. ${why} Trying again in ${pause / 1000} s.`);
    this.#store.add(this.#ports.clock.after(pause, () => void this.#ask()));
  }
}

/** In a strict policy the comment is the word. */
function answersIn(request: GuardRequest, { node }: PendingApproval, { requestedBy }: RunState): readonly RunRequest[] {
  const { id, bindingHash, withdrawn } = request;
  // Only its asker may take a request back there, and that is whoever walks the run.
  const taken = { id: `${id}/withdrawn`, by: requestedBy, type: "withdraw", node, bindingHash } as const;
  const answers = decisionsOf(request).map(({ request: own, by, answer, comment, bindingHash: seen }): RunRequest => {
    const said = comment === undefined ? {} : { comment, word: comment };
    return { id: own, by, type: "answer", node, answer, bindingHash: seen, ...said };
  });
  return withdrawn === undefined ? answers : [taken];
}
