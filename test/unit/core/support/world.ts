import { digest } from "../../../../src/base/hash.ts";
import type { Action, WorkloadRef } from "../../../../src/core/graph/graph.ts";
import type { RolloutVerdict } from "../../../../src/core/rollout/verdict.ts";

/** How a rollout of the new version fares in this world. */
export type Fate = "good" | "doomed" | "slow" | "paused" | "superseded";

export interface Write {
  readonly workload: string;
  readonly type: Action["type"];
}

interface Member {
  template: string;
  generation: number;
  changedAt: number;
}

/** A cluster reduced to what a run can tell apart: templates, who wrote them, and how their rollouts fare. */
export class World {
  readonly writes: Write[] = [];
  readonly #members = new Map<string, Member>();
  readonly #fates: Readonly<Record<string, Fate>>;
  #restoresFail = false;
  manifestDrift = 0;

  constructor(workloads: readonly WorkloadRef[], fates: Readonly<Record<string, Fate>>) {
    this.#fates = fates;
    for (const { name } of workloads) this.#members.set(name, { template: `old-${name}`, generation: 1, changedAt: 0 });
  }

  /** From now on what ran before does not come up again either. */
  breakRestores(): void {
    this.#restoresFail = true;
  }

  template(workload: WorkloadRef): string {
    return this.#member(workload).template;
  }

  generation(workload: WorkloadRef): number {
    return this.#member(workload).generation;
  }

  /** The template an action leads to. */
  after(action: Action): string {
    return action.type === "restore"
      ? action.to.templateHash
      : digest(action.type === "set-image" ? action.images : action);
  }

  write(action: Action, at: number): void {
    const member = this.#member(action.workload);
    member.template = this.after(action);
    member.generation += 1;
    member.changedAt = at;
    this.writes.push({ workload: action.workload.name, type: action.type });
  }

  /** The server-side diff: it changes with every write and when someone else interferes. */
  get manifestHash(): string {
    return digest([this.manifestDrift, [...this.#members.values()].map((member) => member.template)]);
  }

  verdict(workload: WorkloadRef, now: number): RolloutVerdict {
    const member = this.#member(workload);
    const isOld = member.template === `old-${workload.name}`;
    const fate = isOld ? (this.#restoresFail ? "doomed" : "good") : (this.#fates[workload.name] ?? "good");
    const young = now - member.changedAt < 20_000;
    if (young || fate === "slow") return { status: "InProgress", reason: "Updating", message: "1 of 2 updated." };
    if (fate === "good") return { status: "Current", reason: "Ready", message: "2 of 2 ready." };
    const status = fate === "doomed" ? "Failed" : fate === "paused" ? "Paused" : "Superseded";
    return { status, reason: status, message: `${workload.name} is ${fate}.` };
  }

  #member(workload: WorkloadRef): Member {
    const member = this.#members.get(workload.name);
    if (member === undefined) throw new Error(`no ${workload.name}`);
    return member;
  }
}
