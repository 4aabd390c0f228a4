import type { Person } from "./release.ts";

/** Something a person asks of a run, whichever way it came. `id` is unique; the same id is answered once. */
export type RunRequest = { readonly id: string; readonly by: Person } & (
  | {
      readonly type: "answer";
      readonly node: string;
      /** An override puts it through alone and needs a comment. */
      readonly answer: "approve" | "reject" | "override";
      /** What was typed, where the policy is strict. */
      readonly word?: string | undefined;
      /** Digest of the binding the person saw. */
      readonly bindingHash: string;
      readonly comment?: string | undefined;
    }
  /** Takes the person's own answer back; from the requester, the request itself. */
  | { readonly type: "withdraw"; readonly node: string; readonly bindingHash: string }
  /** Settles a check by a person's word. */
  | {
      readonly type: "attest";
      readonly node: string;
      readonly check: string;
      readonly verdict: "pass" | "fail";
      readonly statement: string;
    }
  /** Measures the checks of the current node again. */
  | { readonly type: "recheck"; readonly node: string }
  | { readonly type: "choose"; readonly node: string; readonly option: string }
  | {
      readonly type: "intervene";
      readonly kind: "pause" | "resume" | "abort" | "rollback";
      readonly reason?: string | undefined;
    }
);
