import type { Disposable } from "../../../base/dispose.ts";
import type { Inbox } from "../../../core/ports/runStore.ts";
import { readRequest } from "../../records/submitRequest.ts";

/** Tells when a person has asked that a run ends: programs may take long, and requests are answered between effects. */
export function stopRequested(inbox: Inbox): Disposable & { readonly signal: AbortSignal } {
  const controller = new AbortController();
  const look = async (): Promise<void> => {
    const waiting = await inbox.list().catch(() => []);
    if (waiting.some(({ content }) => isStop(content))) controller.abort();
  };
  const watching = inbox.onChange(() => void look());
  void look();
  return { signal: controller.signal, dispose: () => watching.dispose() };
}

/** Whoever asks may be refused when the request is answered; what was stopped is then inconclusive and tried again. */
function isStop(content: string): boolean {
  const { request } = readRequest(content);
  return request?.type === "intervene" && (request.kind === "abort" || request.kind === "rollback");
}
