import type { HostMessage, WebviewMessage } from "../../protocol/panel.ts";

/** What VS Code hands to a webview, once. */
interface WebviewApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): WebviewApi;

/** The extension host as the panel sees it. */
export interface Host {
  readonly post: (message: WebviewMessage) => void;
  /** What was kept with `keep` before the last reload; not to be trusted to have today's shape. */
  kept(): unknown;
  keep(state: unknown): void;
  /** Calls `hear` with each message, for as long as the page lives. */
  listen(hear: (message: HostMessage) => void): void;
}

export function vscodeHost(): Host {
  const api = acquireVsCodeApi();
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- not a window: VS Code hands the message on
    post: (message) => api.postMessage(message),
    kept: () => api.getState(),
    keep: (state) => api.setState(state),
    listen(hear) {
      window.addEventListener("message", (event: MessageEvent<HostMessage>) => hear(event.data));
    },
  };
}
