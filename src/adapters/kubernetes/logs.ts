import type { LogOptions } from "../../core/rollout/cluster.ts";
import type { ObjectRef } from "../../core/rollout/kinds.ts";
import { nameObject, objectPath, withQuery } from "./address.ts";
import { LineSplitter } from "./lines.ts";
import type { Rest } from "./rest.ts";

/** A line without end is shown in pieces of this size. Bytes. */
const LONGEST_LINE = 256 * 1024;
/** A followed log may say nothing for long; TCP keep-alive notices a dead connection. Milliseconds. */
const QUIET_MS = 24 * 60 * 60 * 1000;

/** The lines of a container's log. Leaving the loop, or aborting, closes the connection. */
export async function* readLogs(rest: Rest, pod: ObjectRef, options: LogOptions = {}): AsyncGenerator<string> {
  const { container, tailLines, sinceSeconds, previous, follow, signal } = options;
  const path = withQuery(objectPath(pod, "log"), { container, tailLines, sinceSeconds, previous, follow });
  const lines = new LineSplitter(LONGEST_LINE);
  try {
    const call = { method: "GET", path, doing: `read the log of ${nameObject(pod)}`, signal } as const;
    for await (const chunk of await rest.stream(call, follow === true ? QUIET_MS : undefined)) yield* lines.push(chunk);
    const last = lines.end();
    if (last !== undefined) yield last;
  } catch (error) {
    if (!signal?.aborted) throw error;
  }
}
