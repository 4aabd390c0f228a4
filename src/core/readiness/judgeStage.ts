import { failed, type Finding, inconclusive, passed } from "../gates/finding.ts";
import { saidAtLast } from "./lastLines.ts";
import { callText, type Stage, type Tried } from "./tried.ts";

/** How a stage is spoken of. */
export interface StageWords {
  /** Reason where it is well, such as `Built`. */
  readonly done: string;
  /** Reason where a program failed, such as `BuildFailed`. */
  readonly failed: string;
  /** A sentence's beginning, such as `The production build`. */
  readonly subject: string;
  /** Key of `readiness` in `tidegate.yaml` that would say another program. */
  readonly key: string;
}

/** What running programs to their end has shown. A program that is not there, or that was stopped, shows nothing. */
export function judgeStage(stage: Stage, words: StageWords, timeout: number): Finding {
  const proof = stage.file === undefined ? {} : { files: [stage.file] };
  return { ...judgeLast(stage.tried, words, timeout), ...proof };
}

function judgeLast(tried: readonly Tried[], words: StageWords, timeout: number): Finding {
  const last = tried.at(-1);
  const seconds = Math.round(tried.reduce((sum, one) => sum + one.seconds, 0));
  const calls = tried.map(({ call }) => callText(call)).join(", then ");
  if (last === undefined) return passed(words.done, `${words.subject} needs no program.`);
  if (last.stopped === "request") return inconclusive("Stopped", `${words.subject} was stopped on request.`);
  if (last.stopped === "time-limit") return timedOut(last, words, timeout);
  if (last.end.failure !== undefined) return notRun(last, words);
  if (last.end.code === 0) {
    return passed(words.done, `${words.subject} succeeded in ${seconds} s: ${calls}.`, { seconds });
  }
  const how = last.end.signal === undefined ? `exit code ${last.end.code ?? "unknown"}` : `signal ${last.end.signal}`;
  const message = `${words.subject} failed: ${callText(last.call)} ended with ${how}${saidAtLast(last.output)}`;
  return failed(words.failed, message, { seconds });
}

function timedOut({ call, output }: Tried, { subject }: StageWords, timeout: number): Finding {
  const message = `${subject} did not end within ${timeout} s and was stopped: ${callText(call)}. It said at last${saidAtLast(output)}`;
  return failed("TimedOut", message, { seconds: timeout });
}

function notRun({ call: [program], end }: Tried, { subject, key }: StageWords): Finding {
  if (end.failure === "ENOENT") {
    const message = `${subject} was not tried: there is no program ${program} here. Install it, or say another as \`${key}\` of \`readiness\`.`;
    return inconclusive("ProgramMissing", message);
  }
  return inconclusive("NotRun", `${subject} was not tried: ${program} could not be run (${end.failure ?? "unknown"}).`);
}
