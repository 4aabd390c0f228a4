import type { Clock } from "../../base/clock.ts";
import type { Inbox, InboxFile } from "../../core/ports/runStore.ts";
import { answer } from "../../core/run/answer.ts";
import { hasAnswered } from "../../core/run/answeredRequests.ts";
import type { Person } from "../../core/run/release.ts";
import type { RunRecord } from "./runRecord.ts";
import { readRequest } from "./submitRequest.ts";

/** Who sent a request that does not say so. */
const UNKNOWN: Person = { name: "unknown", source: "flag" };

/**
 * Answers every request that waits, oldest first, in the journal; only then is it moved away, so that a runner which
 * dies in between answers nothing twice and loses nothing.
 */
export async function answerRequests(record: RunRecord, inbox: Inbox, clock: Clock): Promise<void> {
  for (const file of await inbox.list()) {
    await answerOne(record, file, clock.now());
    await inbox.settle(file.id);
  }
}

async function answerOne(record: RunRecord, file: InboxFile, now: number): Promise<void> {
  const { request, problem } = readRequest(file.content);
  if (request !== undefined && request.id === file.id) {
    for (const event of answer(record.state, request, now)) await record.append(event);
    return;
  }
  if (hasAnswered(record.state.answeredRequests, file.id)) return;
  const message = problem ?? `The request names itself ${request?.id ?? ""}, which is not the name of its file.`;
  await record.append({ type: "request-refused", request: file.id, reason: "Malformed", message, by: UNKNOWN });
}
