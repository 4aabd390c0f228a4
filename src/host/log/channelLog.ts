import type { LogOutputChannel } from "vscode";
import { reasonOf } from "../../base/result.ts";
import type { Log } from "./log.ts";

/** A log that writes to an output channel through a redaction. */
export function channelLog(channel: LogOutputChannel, redact: (text: string) => string): Log {
  return {
    debug: (message) => channel.debug(redact(message)),
    info: (message) => channel.info(redact(message)),
    warn: (message) => channel.warn(redact(message)),
    error: (message, error) => channel.error(redact(error === undefined ? message : `${message} ${described(error)}`)),
  };
}

function described(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? "" : `\ncaused by ${described(error.cause)}`;
  return `[${reasonOf(error)}] ${error.stack ?? error.message}${cause}`;
}
