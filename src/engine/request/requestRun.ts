import type { Clock } from "../../base/clock.ts";
import { Fault } from "../../base/result.ts";
import { appendEntry } from "../../core/journal/appendEntry.ts";
import { encodeEntry } from "../../core/journal/codec.ts";
import type { Hash } from "../../core/journal/entry.ts";
import { emptyJournal } from "../../core/journal/fold.ts";
import type { Git } from "../../core/ports/git.ts";
import type { Launcher } from "../../core/ports/launcher.ts";
import type { RunFolder, RunStore } from "../../core/ports/runStore.ts";
import type { RunEvent } from "../../core/run/event.ts";
import type { Person, Release } from "../../core/run/release.ts";
import { readRuns } from "../records/readRuns.ts";
import type { RunPlan } from "./runPlan.ts";

/** What asking for a run touches. */
export interface RequestPorts {
  readonly store: RunStore;
  readonly git: Git;
  readonly launcher: Launcher;
  readonly clock: Clock;
  /** At least 32 random hex digits, new at every call. */
  readonly nonce: () => string;
  /** SHA-256; the pure one where absent, which is ten times as slow. */
  readonly hash?: Hash;
}

/**
 * Asks for a run: writes its first journal entry and starts its runner, which outlives this process. Rejects with
 * `EnvironmentBusy` while another run that changes the same environment has not ended, and with `RunnerNotStarted`, in which case
 * the run is there and waits for a runner.
 */
export async function requestRun(ports: RequestPorts, plan: RunPlan, by: Person): Promise<RunFolder> {
  await refuseBusy(ports, plan.release);
  const authors = await authorsOf(ports.git);
  const nonce = ports.nonce();
  const folder = await ports.store.create((run) => {
    const { release, graph, rollback, diff } = plan;
    const manifestHash = diff.hash;
    return firstLine({ type: "run-requested", run, release, by, authors, graph, rollback, manifestHash, nonce }, ports);
  });
  await ports.launcher.launch(folder.path);
  return folder;
}

/** What releases nothing disturbs nobody, and it may wait for people for days. */
async function refuseBusy({ store, hash }: RequestPorts, release: Release): Promise<void> {
  if (release.changes.length === 0) return;
  const open = (await readRuns(store, hash)).find(
    ({ state, known }) =>
      // Nobody could end one that was brought along, and it would block the environment for good.
      known &&
      state !== undefined &&
      state.ended === undefined &&
      state.release.changes.length > 0 &&
      state.release.application === release.application &&
      state.release.environment === release.environment,
  );
  if (open === undefined) return;
  const message = `Run ${open.run} of ${release.environment} has not ended. Wait for its end, or stop it.`;
  throw new Fault("EnvironmentBusy", message, { facts: { run: open.run } });
}

/** Who wrote the change does not count as an approver. Where git cannot tell, nobody is left out by it. */
async function authorsOf(git: Git): Promise<readonly Person[]> {
  const state = await git.state().catch(() => undefined);
  return (state?.authors ?? []).map((name) => ({ name, source: "git" }));
}

function firstLine(event: RunEvent, { clock, hash }: RequestPorts): string {
  const entry = appendEntry(emptyJournal(), event, clock.now(), hash);
  if (entry === undefined) throw new Fault("NoRun", "A new journal took no first entry.");
  return encodeEntry(entry);
}
