/** How a step ended: with an answer, with Back, or given up. */
export type Answer<T> =
  | { readonly type: "next"; readonly value: T }
  | { readonly type: "back" }
  | { readonly type: "cancel" };

/** Where a step stands: which it is, of how many. */
export interface StepPosition {
  readonly step: number;
  readonly of: number;
  /** Whether there is a step to go back to. */
  readonly back: boolean;
}

/**
 * One question of several. It reads the answers so far and gives the state with its own added. `skip` leaves the
 * question out, with its answer filled in, where the answers so far leave no choice.
 */
export interface Step<S> {
  ask(state: S, position: StepPosition): Promise<Answer<S>>;
  skip?(state: S): S | undefined;
}

interface Asked<S> {
  readonly index: number;
  readonly before: S;
}

/**
 * Asks the steps in order, with Back to the last one that was really asked. Returns undefined when the person gives
 * up. Steps before the first are never asked: Back on the first gives up.
 */
export async function askSteps<S>(steps: readonly Step<S>[], start: S): Promise<S | undefined> {
  const asked: Asked<S>[] = [];
  let state = start;
  let index = 0;
  for (let step = steps[index]; step !== undefined; step = steps[index]) {
    const filled = step.skip?.(state);
    if (filled !== undefined) {
      state = filled;
      index += 1;
      continue;
    }
    const answer = await step.ask(state, { step: index + 1, of: steps.length, back: asked.length > 0 });
    if (answer.type === "cancel") return undefined;
    if (answer.type === "next") {
      asked.push({ index, before: state });
      state = answer.value;
      index += 1;
      continue;
    }
    const last = asked.pop();
    if (last === undefined) return undefined;
    ({ index, before: state } = last);
  }
  return state;
}
