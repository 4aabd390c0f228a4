import { execa, ExecaError } from "execa";
import { Fault } from "../../base/result.ts";
import type { Command } from "../../core/ports/command.ts";
import { redact } from "../../base/redact.ts";

const MOST_OUTPUT_BYTES = 16 * 1024 * 1024;
const KILL_AFTER_MS = 2000;
const MOST_ERROR_CHARACTERS = 2000;

/**
 * Runs a command to its end and parses its output. A time limit or an abort ends the whole process tree. Faults:
 * `CommandMissing`, `CommandTimedOut`, `CommandAborted`, `CommandFailed`; their sentences are redacted.
 */
export async function runCommand<T>(call: Command<T>, signal?: AbortSignal): Promise<T> {
  try {
    const { stdout } = await execa(call.command, call.args, {
      ...(call.cwd === undefined ? {} : { cwd: call.cwd }),
      ...(call.env === undefined ? {} : { env: call.env }),
      ...(signal === undefined ? {} : { cancelSignal: signal }),
      timeout: call.timeoutMs,
      killDescendants: true,
      forceKillAfterDelay: KILL_AFTER_MS,
      maxBuffer: MOST_OUTPUT_BYTES,
      stripFinalNewline: false,
      stdin: "ignore",
      windowsHide: true,
    });
    return call.parse(stdout);
  } catch (error) {
    if (!(error instanceof ExecaError)) throw error;
    if (isAnswer(call, error)) return call.parse(String(error.stdout));
    throw commandFault(call, error);
  }
}

function isAnswer({ answers = [] }: Command<unknown>, { exitCode, isTerminated, timedOut }: ExecaError): boolean {
  return !timedOut && !isTerminated && exitCode !== undefined && answers.includes(exitCode);
}

function commandFault(call: Command<unknown>, error: ExecaError): Fault {
  const facts = { command: call.command, ...(error.exitCode === undefined ? {} : { exitCode: error.exitCode }) };
  const said = redact(String(error.stderr ?? ""), call.secrets)
    .trim()
    .slice(-MOST_ERROR_CHARACTERS);
  if (error.code === "ENOENT") {
    return new Fault("CommandMissing", `${call.command} was not found. Install it or put it on PATH.`, { facts });
  }
  if (error.timedOut) {
    const seconds = call.timeoutMs / 1000;
    return new Fault("CommandTimedOut", `${call.command} did not end within ${seconds} s and was stopped.`, { facts });
  }
  if (error.isCanceled) return new Fault("CommandAborted", `${call.command} was stopped on request.`, { facts });
  const end = error.signal === undefined ? `exit code ${error.exitCode ?? "unknown"}` : `signal ${error.signal}`;
  return new Fault("CommandFailed", `${call.command} failed with ${end}${said === "" ? "" : `: ${said}`}`, { facts });
}
