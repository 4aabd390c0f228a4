import { decodeLine } from "../core/journal/codec.ts";
import { emptyJournal } from "../core/journal/fold.ts";
import type { RunFolder } from "../core/ports/runStore.ts";
import type { RunEvent } from "../core/run/event.ts";
import type { RunState } from "../core/run/state.ts";
import { Fault } from "../base/result.ts";
import { messageFor } from "./runText.ts";

/** Follows a run to its end and says each new thing once. Rejects where its journal is broken. */
export function followRun(folder: RunFolder, say: (sentence: string) => void): Promise<RunState> {
  const journal = emptyJournal({ keep: false });
  let said = "";
  return new Promise((resolve, reject) => {
    const tail = folder.follow({
      lines(lines) {
        journal.add(lines);
        const { state, problems } = journal;
        const [problem] = problems;
        if (problem !== undefined) return end(() => reject(new Fault(problem.reason, problem.message)));
        if (state === undefined) return;
        const sentence = messageFor(state);
        if (sentence !== said) say(sentence);
        said = sentence;
        if (state.ended !== undefined) end(() => resolve(state));
      },
      failed: (error) => end(() => reject(error)),
    });
    const end = (settle: () => void): void => {
      tail.dispose();
      settle();
    };
  });
}

/** The event by which a run answers a request. */
export function answerTo(folder: RunFolder, request: string): Promise<RunEvent> {
  return new Promise((resolve, reject) => {
    const tail = folder.follow({
      lines(lines) {
        for (const line of lines) {
          const entry = decodeLine(line);
          if (!entry.ok || requestOf(entry.value.event) !== request) continue;
          tail.dispose();
          resolve(entry.value.event);
        }
      },
      failed(error) {
        tail.dispose();
        reject(error);
      },
    });
  });
}

function requestOf(event: RunEvent): string | undefined {
  if (event.type === "approval-given") return event.decision.request;
  return "request" in event ? event.request : undefined;
}
