import type { Person } from "./release.ts";

/** Something a person asks of a run, whichever way it came. `id` is unique; the same id is answered once. */
export type RunRequest = { readonly id: string; readonly by: Person } & (
  | {
      readonly type: "answer";
      readonly node: string;
      readonly answer: "approve" | "reject";
      /** Digest of the binding the person saw. */
      readonly bindingHash: string;
      readonly comment?: string | undefined;
    }
  | { readonly type: "choose"; readonly node: string; readonly option: string }
  | {
      readonly type: "intervene";
      readonly kind: "pause" | "resume" | "abort" | "rollback";
      readonly reason?: string | undefined;
    }
);
