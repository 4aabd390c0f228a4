import * as vscode from "vscode";
import type { Disposable } from "../../base/dispose.ts";
import { messageOf } from "../../base/result.ts";
import { setContextKey } from "../contextKey.ts";
import { l10n } from "../l10n.ts";

/** Most logs followed at once; the oldest one is closed for another. */
const MOST = 5;

interface Followed {
  readonly channel: vscode.OutputChannel;
  readonly abort: AbortController;
}

/** Logs of pods in output channels, which follow by themselves and keep the person's place when they scrolled up. */
export class LogChannels implements Disposable {
  readonly #followed = new Map<string, Followed>();

  /** Opens a channel and writes lines to it until they end or following is stopped. */
  async follow(name: string, lines: (signal: AbortSignal) => AsyncIterable<string>): Promise<void> {
    this.#close(name);
    const [oldest] = this.#followed.keys();
    if (this.#followed.size >= MOST && oldest !== undefined) this.#close(oldest);
    const followed = { channel: vscode.window.createOutputChannel(name, "log"), abort: new AbortController() };
    this.#followed.set(name, followed);
    this.#tell();
    followed.channel.show(true);
    await write(followed, lines);
    this.#tell();
  }

  /** Stops following; what was shown stays. */
  stop(): void {
    for (const { abort } of this.#followed.values()) abort.abort();
    this.#tell();
  }

  dispose(): void {
    for (const name of this.#followed.keys()) this.#close(name);
  }

  #close(name: string): void {
    const followed = this.#followed.get(name);
    this.#followed.delete(name);
    followed?.abort.abort();
    followed?.channel.dispose();
  }

  #tell(): void {
    setContextKey(
      "tidegate.following",
      [...this.#followed.values()].some(({ abort }) => !abort.signal.aborted),
    );
  }
}

async function write(
  { channel, abort }: Followed,
  lines: (signal: AbortSignal) => AsyncIterable<string>,
): Promise<void> {
  try {
    for await (const line of lines(abort.signal)) {
      if (abort.signal.aborted) break;
      channel.appendLine(line);
    }
    if (!abort.signal.aborted) channel.appendLine(l10n.t("— the log ended"));
  } catch (error) {
    if (!abort.signal.aborted) channel.appendLine(l10n.t("— the log could not be read on: {0}", messageOf(error)));
  }
  abort.abort();
}
