import type { CheckVerdict } from "../../../../src/core/evidence/evidence.ts";
import type { Graph } from "../../../../src/core/graph/graph.ts";
import type { RunEvent } from "../../../../src/core/run/event.ts";
import type { Person } from "../../../../src/core/run/release.ts";
import type { RunRequest } from "../../../../src/core/run/request.ts";
import { fixLoop } from "./fixLoop.ts";
import { BOB, requested } from "./samples.ts";
import { Walker } from "./walker.ts";
import { World } from "./world.ts";
import { visitOf } from "../../../../src/core/run/visits.ts";

/** What measuring says of a check that nobody set. */
const MEASURED: Readonly<Record<string, CheckVerdict>> = { load: "pass" };

/** A walk over a graph of lists, its measurements in the test's hand. */
export class ListWalk {
  readonly measured: Record<string, CheckVerdict> = { ...MEASURED };
  readonly walker: Walker;
  #asked = 0;

  constructor(graph: Graph = fixLoop(), dies?: () => boolean) {
    this.walker = new Walker(
      {
        world: new World([], {}),
        check: (id) => this.measured[id] ?? "inconclusive",
        ...(dies === undefined ? {} : { dies }),
      },
      requested(graph),
    );
    if (dies === undefined) this.walker.restart();
  }

  get state(): Walker["state"] {
    return this.walker.state;
  }

  /** Walks until the run waits or has ended; returns where that is. */
  settle(): string {
    for (let steps = 0; steps < 200; steps += 1) {
      const { effect } = this.walker;
      if (effect === undefined) return this.state.ended?.outcome ?? "nowhere";
      if (effect.type === "wait") return effect.node;
      this.walker.step();
    }
    throw new Error("It never comes to rest.");
  }

  /** A person's word where the run is now; what came of it. */
  say(check: string, statement: string, by: Person = BOB, verdict: "pass" | "fail" = "pass"): string {
    return this.ask({ type: "attest", node: this.state.node ?? "", check, verdict, statement }, by);
  }

  recheck(): string {
    return this.ask({ type: "recheck", node: this.state.node ?? "" });
  }

  steer(kind: "pause" | "resume" | "abort" | "rollback"): string {
    return this.ask({ type: "intervene", kind });
  }

  /** Asks with an id of its own; the reason of the refusal, or the type of the event that followed. */
  ask(body: Asked, by: Person = BOB): string {
    this.#asked += 1;
    return this.askAs(`request-${this.#asked}`, body, by);
  }

  askAs(id: string, body: Asked, by: Person = BOB): string {
    return this.walker
      .ask({ ...body, id, by })
      .map((event) => outcomeOf(event))
      .join();
  }

  /** How each visit of the lists so far ended. */
  get way(): readonly string[] {
    return this.state.path.map((step) => `${step.node} ${step.outcome}`);
  }

  /** What counts of a check at the current node. */
  verdictOf(check: string): CheckVerdict | undefined {
    const visit = visitOf(this.state.visits, this.state.node ?? "");
    return this.state.evidence.find(
      (one) => one.node === this.state.node && one.visit === visit && one.evidence.check === check,
    )?.evidence.verdict;
  }
}

function outcomeOf(event: RunEvent): string {
  return event.type === "request-refused" ? event.reason : event.type;
}

export type Asked = RunRequest extends infer Request
  ? Request extends RunRequest
    ? Omit<Request, "id" | "by">
    : never
  : never;
