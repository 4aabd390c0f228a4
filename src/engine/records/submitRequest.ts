import type * as z from "zod";
import { Fault, messageOf } from "../../base/result.ts";
import type { RunFolder } from "../../core/ports/runStore.ts";
import { inboxRequest, type InboxRequest } from "../../protocol/inbox.ts";

/**
 * Puts a request into a run's inbox. Its runner answers it in the journal; start one where none is alive. Fault:
 * `Malformed` where it says what no runner would read, such as a statement that is too long.
 */
export async function submitRequest(folder: RunFolder, request: InboxRequest): Promise<void> {
  const parsed = inboxRequest.safeParse(request);
  if (parsed.success) return folder.inbox.submit(request.id, JSON.stringify(parsed.data));
  throw new Fault("Malformed", shapeProblem(parsed.error));
}

/** A request as found in an inbox, or what is wrong with it. */
export function readRequest(content: string): { readonly request?: InboxRequest; readonly problem?: string } {
  try {
    const parsed = inboxRequest.safeParse(JSON.parse(content));
    if (parsed.success) return { request: parsed.data };
    return { problem: shapeProblem(parsed.error) };
  } catch (error) {
    return { problem: `The request cannot be read: ${messageOf(error)}.` };
  }
}

function shapeProblem({ issues: [issue] }: z.ZodError): string {
  return `The request is not of the right shape (${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}).`;
}
