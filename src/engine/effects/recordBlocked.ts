import { delay } from "../../base/clock.ts";
import { messageOf, ok, reasonOf, type Result } from "../../base/result.ts";
import { nodeOf } from "../../core/graph/walk.ts";
import type { BlockRecord, RecordKind } from "../../core/run/blocks.ts";
import type { Effect } from "../../core/run/effect.ts";
import type { RunEvent } from "../../core/run/event.ts";
import type { RunState } from "../../core/run/state.ts";
import { type Blocked, blockedAt, markOf } from "../../documents/records/blocked.ts";
import { withFailure } from "../../documents/records/deploymentFailure.ts";
import { withEscalation } from "../../documents/records/escalation.ts";
import { withFixTask } from "../../documents/records/fixTask.ts";
import { RECORD_FILES, TASK_FILES } from "../../core/run/recordPaths.ts";
import type { RunPorts } from "../runPorts.ts";

type RecordBlocked = Extract<Effect, { type: "record-blocked" }>;

/** Somebody else saves such a file now and then, not all the time. */
const MOST_TRIES = 5;
const FIRST_PAUSE_MS = 200;

interface Entry {
  readonly kind: RecordKind;
  readonly path: string;
  readonly write: (text: string | undefined, blocked: Blocked) => Result<string>;
}

/**
 * Writes down that a gate of quality did not open: a fix task, an escalation, a failure record. Each file is read
 * first, and an entry that is there is not written again. What cannot be written is told: the run stays blocked.
 */
export async function recordBlocked(ports: RunPorts, state: RunState, effect: RecordBlocked): Promise<RunEvent[]> {
  const node = nodeOf(state.graph, effect.node);
  if (node?.kind !== "check") return [{ type: "block-recorded", node: effect.node, records: [] }];
  const blocked = blockedAt(state, node);
  const records: BlockRecord[] = [];
  for (const entry of await entriesFor(ports)) records.push(await recorded(ports, entry, blocked));
  return [{ type: "block-recorded", node: effect.node, records }];
}

async function entriesFor({ records }: RunPorts): Promise<readonly Entry[]> {
  return [
    { kind: "task", path: await taskFile(records), write: withFixTask },
    { kind: "escalation", path: RECORD_FILES.escalation, write: (text, blocked) => ok(withEscalation(text, blocked)) },
    { kind: "failure", path: RECORD_FILES.failure, write: (text, blocked) => ok(withFailure(text, blocked)) },
  ];
}

/** Where this workspace keeps its tasks; a new file where it keeps none. */
async function taskFile(records: RunPorts["records"]): Promise<string> {
  for (const path of TASK_FILES) {
    const standing = await records.look(path).catch(() => undefined);
    if (standing?.state !== "missing") return path;
  }
  return RECORD_FILES.task;
}

async function recorded(ports: RunPorts, entry: Entry, blocked: Blocked): Promise<BlockRecord> {
  const { kind, path } = entry;
  for (let tries = 1; ; tries += 1) {
    try {
      return { kind, path, state: await put(ports, entry, blocked) };
    } catch (error) {
      const passing = reasonOf(error) === "ChangedSince" || reasonOf(error) === "Busy";
      if (!passing || tries === MOST_TRIES) return { kind, path, state: "failed", why: messageOf(error) };
      await delay(ports.clock, FIRST_PAUSE_MS * 2 ** tries);
    }
  }
}

async function put({ records }: RunPorts, { path, write }: Entry, blocked: Blocked): Promise<"written" | "there"> {
  const standing = await records.look(path);
  if (standing.state === "other") throw new Error(`${path}: ${standing.why}`);
  const before = standing.state === "text" ? standing.text : undefined;
  if (before?.includes(markOf(blocked)) === true) return "there";
  const text = write(before, blocked);
  if (!text.ok) throw new Error(`${path}: ${text.error.message}`);
  await records.write({ path, text: text.value, before });
  return "written";
}
