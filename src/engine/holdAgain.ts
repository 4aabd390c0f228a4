import type { Disposable } from "../base/dispose.ts";
import type { RunState } from "../core/run/state.ts";
import type { RunPorts } from "./runPorts.ts";

/** How long until a cluster that gave no answer is asked again. Milliseconds. */
const ASK_AGAIN_MS = 10_000;

/**
 * Takes the environment again for a run that had it and has a new runner: it may be in the middle of a hold, in which
 * nobody may begin another run. Nothing waits for this, since the way back must not. Where someone else has it by now,
 * that is logged: the run is refused when it next wants to write.
 */
export function holdAgain(ports: RunPorts, state: RunState): Disposable {
  let timer: Disposable | undefined;
  let over = !hadTaken(state);
  const ask = async (): Promise<void> => {
    if (over) return;
    const holder = await ports.lock.take();
    if (over) return;
    const { environment } = state.release;
    if (holder.state === "held") {
      ports.log(`${holder.holder} holds ${environment} by now. This run changes nothing more, except on its way back.`);
    }
    if (holder.state !== "unknown") return;
    ports.log(`${environment} could not be locked again: ${holder.why} Trying again in ${ASK_AGAIN_MS / 1000} s.`);
    timer = ports.clock.after(ASK_AGAIN_MS, () => void ask());
  };
  void ask();
  return {
    dispose() {
      over = true;
      timer?.dispose();
    },
  };
}

/** Whether the check that locks the environment has passed and the run has not ended since. */
function hadTaken({ evidence, ended }: RunState): boolean {
  const found = evidence.findLast((one) => one.evidence.check === "environment-free");
  return ended === undefined && found?.evidence.verdict === "pass";
}
