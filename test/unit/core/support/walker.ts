import { hash } from "node:crypto";
import { bindingFor, bindingHash } from "../../../../src/core/approvals/binding.ts";
import { asEvidence } from "../../../../src/core/gates/finding.ts";
import { judgeWindowOpen } from "../../../../src/core/gates/rules/windowOpen.ts";
import type { CheckVerdict, Evidence } from "../../../../src/core/evidence/evidence.ts";
import type { Action, CheckSpec } from "../../../../src/core/graph/graph.ts";
import { nodeOf } from "../../../../src/core/graph/walk.ts";
import { appendEntry } from "../../../../src/core/journal/appendEntry.ts";
import { encodeEntry } from "../../../../src/core/journal/codec.ts";
import { type Journal, emptyJournal } from "../../../../src/core/journal/fold.ts";
import { answer } from "../../../../src/core/run/answer.ts";
import { inItsPlace } from "../../../../src/core/run/changes/checkChanges.ts";
import type { Effect } from "../../../../src/core/run/effect.ts";
import type { RunEvent } from "../../../../src/core/run/event.ts";
import { standingWord } from "../../../../src/core/run/findings.ts";
import { next } from "../../../../src/core/run/next.ts";
import type { RunRequest } from "../../../../src/core/run/request.ts";
import type { Intent, RunState } from "../../../../src/core/run/state.ts";
import { START } from "./samples.ts";
import type { World } from "./world.ts";

/** Node's own, which is faster than the pure one. */
export function sha256(text: string): string {
  return hash("sha256", text, "hex");
}

/** Thrown where the process that runs a run is killed. */
class Killed extends Error {}

export interface WalkerOptions {
  readonly world: World;
  /** Decides at each point where the process could die whether it does. */
  readonly dies?: () => boolean;
  /** The verdict of a check; pass unless said otherwise. */
  readonly check?: (id: string) => CheckVerdict;
  /** What people do while the run waits or watches. */
  readonly people?: (state: RunState) => readonly RunRequest[];
}

/** A runner in small: performs effects against a {@link World}, writes a journal, dies and comes back. */
export class Walker {
  readonly lines: string[] = [];
  readonly #options: WalkerOptions;
  #journal: Journal = emptyJournal({ hash: sha256 });
  now = START;

  constructor(options: WalkerOptions, first: RunEvent) {
    this.#options = options;
    this.#record(first);
  }

  get state(): RunState {
    const { state } = this.#journal;
    if (state === undefined) throw new Error("no state");
    return state;
  }

  /** Walks to the end, starting again after every death. Returns how many runners it took. */
  run(maxSteps = 3000): number {
    let runners = 0;
    let budget = maxSteps;
    while (this.state.ended === undefined) {
      runners += 1;
      try {
        this.restart();
        while (this.state.ended === undefined) {
          if ((budget -= 1) < 0) throw new Error(`no end at ${this.state.node}`);
          this.step();
        }
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
        this.now += 7000;
      }
    }
    return runners;
  }

  /** Walks, with one runner, until the state is as wanted. */
  until(wanted: (state: RunState) => boolean): RunState {
    if (this.state.generation === 0) this.restart();
    for (let steps = 0; !wanted(this.state); steps += 1) {
      if (steps > 500 || this.state.ended !== undefined) throw new Error(`never; at ${this.state.node}`);
      this.step();
    }
    return this.state;
  }

  /** Puts a request in, as the inbox would, and returns what it came to. */
  ask(request: RunRequest): readonly RunEvent[] {
    const events = answer(this.state, request, this.now);
    for (const event of events) this.#append(event);
    return events;
  }

  /** What the run wants next, as it stands. */
  get effect(): Effect | undefined {
    return next(this.state, this.now)[0];
  }

  step(): void {
    for (const request of this.#options.people?.(this.state) ?? []) {
      for (const event of answer(this.state, request, this.now)) this.#append(event);
    }
    this.now += 1000;
    const [effect] = next(this.state, this.now);
    if (effect !== undefined) this.#perform(effect);
  }

  /** Another runner takes the run up, from the journal alone. */
  restart(): void {
    this.#journal = emptyJournal({ hash: sha256 });
    this.#journal.add(this.lines);
    for (const problem of this.#journal.problems) throw new Error(problem.message);
    this.#append({ type: "runner-started", generation: this.state.generation + 1, pid: 1 });
  }

  #mayDie(): void {
    if (this.#options.dies?.() === true) throw new Killed();
  }

  #append(event: RunEvent): void {
    this.#record(event);
    this.#mayDie();
  }

  #record(event: RunEvent): void {
    const entry = appendEntry(this.#journal, event, this.now, sha256);
    if (entry === undefined) return;
    this.lines.push(encodeEntry(entry));
    this.#journal.push(entry);
  }

  #perform(effect: Effect): void {
    const { world } = this.#options;
    switch (effect.type) {
      case "append":
        for (const event of effect.events) this.#append(event);
        return;
      case "evaluate-checks":
        for (const check of effect.checks) this.#append(this.#evidence(effect.node, check));
        return;
      case "record-blocked": {
        const records = [{ kind: "task" as const, path: "tasks.json", state: "written" as const }];
        this.#append({ type: "block-recorded", node: effect.node, records });
        return;
      }
      case "request-approval": {
        const nonce = `nonce-${effect.visit}`;
        const binding = bindingFor(this.state, effect.node, { manifestHash: world.manifestHash, nonce });
        this.#append({ type: "approval-requested", node: effect.node, binding, expiresAt: effect.expiresAt });
        return;
      }
      case "recheck-approval": {
        const { node, generation } = effect;
        this.#append({ type: "approval-checked", node, generation, manifestHash: world.manifestHash });
        return;
      }
      case "prepare-action": {
        const { workload } = effect.action;
        const before = world.template(workload);
        this.#append({
          type: "action-intended",
          node: effect.node,
          workload,
          before,
          after: world.after(effect.action),
        });
        return;
      }
      case "perform-action":
        this.#write(effect.node, effect.action, effect.intent);
        return;
      case "watch-rollout":
        this.#watch(effect);
        return;
      case "verify-revisions":
        for (const workload of effect.workloads) {
          const revision = { revision: "14", templateHash: world.template(workload), images: {} };
          this.#append({ type: "revision-verified", workload, revision });
        }
        return;
      case "wait":
        this.now += 30_000;
        this.#mayDie();
    }
  }

  #evidence(id: string, spec: CheckSpec): RunEvent {
    const check = spec.id;
    const verdict = this.#options.check?.(check) ?? "pass";
    const window = spec.terms?.kind === "windows" ? judgeWindowOpen(spec.terms, this.now) : undefined;
    const measured: Evidence =
      window !== undefined
        ? asEvidence(check, window, "clock", this.now)
        : {
            check,
            verdict,
            reason: "R",
            message: `${check} ${verdict}.`,
            source: "test",
            collectedAt: this.now,
          };
    const node = nodeOf(this.state.graph, id);
    const word = node?.kind === "check" ? standingWord(this.state, node, check, measured.verdict, this.now) : undefined;
    return {
      type: "evidence-recorded",
      node: id,
      evidence: word === undefined ? measured : inItsPlace(word, measured),
    };
  }

  #write(node: string, action: Action, intent: Intent): void {
    const { world } = this.#options;
    const { workload } = action;
    const found = world.template(workload);
    if (found !== intent.after && found !== intent.before) {
      this.#append({ type: "action-failed", node, workload, reason: "Changed", message: "Someone changed it." });
      return;
    }
    if (found !== intent.after) {
      const open = this.state.intents.filter((one) => one.status === "intended");
      if (open.length !== 1 || open[0] !== intent) throw new Error("a write without its intent");
      world.write(action, this.now);
      this.#mayDie();
    }
    const pin = { uid: workload.name, generation: world.generation(workload), writtenAt: this.now };
    this.#append({ type: "action-done", node, workload, pin, changed: true });
  }

  #watch(effect: Extract<Effect, { type: "watch-rollout" }>): void {
    const before = this.state.rollouts;
    for (const { workload } of effect.workloads) {
      const verdict = this.#options.world.verdict(workload, this.now);
      const known = before.find((one) => one.workload.name === workload.name && one.node === effect.node);
      const same = known?.verdict.status === verdict.status && known.visit === effect.visit;
      if (same && known.generation === effect.generation) continue;
      this.#append({ type: "rollout-observed", node: effect.node, workload, verdict });
    }
    this.now += 9000;
    this.#mayDie();
  }
}

/** The answer of someone who has seen what is asked about now. */
export function answerTo(
  state: RunState,
  by: RunRequest["by"],
  id: string,
  said: "approve" | "reject" = "approve",
): RunRequest {
  const binding = state.approval?.binding;
  const seen = binding === undefined ? "0".repeat(64) : bindingHash(binding);
  const comment = said === "reject" ? { comment: "Not today" } : {};
  return { id, by, type: "answer", node: state.node ?? "", answer: said, bindingHash: seen, ...comment };
}
