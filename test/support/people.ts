import { bindingHash } from "../../src/core/approvals/binding.ts";
import type { RunFolder } from "../../src/core/ports/runStore.ts";
import { standings } from "../../src/core/run/findings.ts";
import type { LocalPerson } from "../../src/core/run/release.ts";
import type { RunState } from "../../src/core/run/state.ts";
import { nodeOf } from "../../src/core/graph/walk.ts";
import { systemClock } from "../../src/adapters/process/systemClock.ts";
import type { RequestBody, Shipping } from "./runUnderTest.ts";
import { visitOf } from "../../src/core/run/visits.ts";

/** What people do where the run waits for them, once a visit. */
export interface People {
  readonly choices: Readonly<Record<string, string>>;
  /** What is said of a check; that it passes unless this says otherwise. */
  readonly says?: (check: string, visit: number) => { verdict: "pass" | "fail"; statement: string } | undefined;
  readonly approvers?: readonly LocalPerson[];
}

/** Does what people have to do, until the run has ended. Requests go through the inbox, as everybody's do. */
export async function attended(ship: Shipping, folder: RunFolder, people: People): Promise<RunState> {
  const done = new Set<string>();
  const isNew = (state: RunState): boolean => !done.has(placeIn(state)) && requestsAt(state, people).length > 0;
  for (;;) {
    const state = await ship.until(folder, (one) => one.ended !== undefined || isNew(one));
    if (state.ended !== undefined) return state;
    done.add(placeIn(state));
    for (const request of requestsAt(state, people)) await ship.send(folder, request);
  }
}

function placeIn({ node = "", visits }: RunState): string {
  return `${node} ${visitOf(visits, node) ?? 0}`;
}

function requestsAt(state: RunState, { choices, says, approvers = [] }: People): RequestBody[] {
  const node = nodeOf(state.graph, state.node);
  if (node === undefined || state.left !== undefined) return [];
  if (state.question !== undefined) return [{ type: "choose", node: node.id, option: choices[node.id] ?? "" }];
  if (state.approval !== undefined) {
    const hash = bindingHash(state.approval.binding);
    return approvers.map((by) => ({ type: "answer", node: node.id, answer: "approve", bindingHash: hash, by }));
  }
  if (node.kind !== "check" || node.waits !== true) return [];
  const all = standings(state, node, systemClock.now());
  if (all.some((one) => !one.measured)) return [];
  const visit = visitOf(state.visits, node.id) ?? 1;
  return all
    .filter((one) => one.open)
    .map(({ spec: { id: check, label } }) => {
      const said = says?.(check, visit) ?? { verdict: "pass", statement: `Seen: ${label}.` };
      return { type: "attest", node: node.id, check, ...said };
    });
}
