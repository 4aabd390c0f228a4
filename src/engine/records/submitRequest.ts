import { messageOf } from "../../base/result.ts";
import type { RunFolder } from "../../core/ports/runStore.ts";
import { inboxRequest, type InboxRequest } from "../../protocol/inbox.ts";

/** Puts a request into a run's inbox. Its runner answers it in the journal; start one where none is alive. */
export async function submitRequest(folder: RunFolder, request: InboxRequest): Promise<void> {
  await folder.inbox.submit(request.id, JSON.stringify(inboxRequest.parse(request)));
}

/** A request as found in an inbox, or what is wrong with it. */
export function readRequest(content: string): { readonly request?: InboxRequest; readonly problem?: string } {
  try {
    const parsed = inboxRequest.safeParse(JSON.parse(content));
    if (parsed.success) return { request: parsed.data };
    const [issue] = parsed.error.issues;
    return {
      problem: `The request is not of the right shape (${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}).`,
    };
  } catch (error) {
    return { problem: `The request cannot be read: ${messageOf(error)}.` };
  }
}
