import * as z from "zod";

/** Names that show nothing would make two people look like nobody. */
const personName = z
  .string()
  .max(200)
  .refine(isVisible, "a name needs something that can be seen")
  .refine((name) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(name), "a name is one line");
const person = z.object({ name: personName, source: z.enum(["git", "os", "flag"]) });
const base = { id: z.string().min(8).max(64), at: z.string(), by: person };

/**
 * A request to a run's runner: one JSON file in the run's `inbox/`, written atomically, named `<id>.json`.
 * The runner answers each exactly once, with a journal event.
 */
export const inboxRequest = z.discriminatedUnion("type", [
  z.object({
    ...base,
    type: z.literal("answer"),
    node: z.string(),
    answer: z.enum(["approve", "reject", "override"]),
    word: z.string().max(20).optional(),
    bindingHash: z.string().length(64),
    comment: z.string().max(2000).optional(),
  }),
  z.object({ ...base, type: z.literal("withdraw"), node: z.string(), bindingHash: z.string().length(64) }),
  z.object({
    ...base,
    type: z.literal("attest"),
    node: z.string(),
    check: z.string(),
    verdict: z.enum(["pass", "fail"]),
    statement: z.string().trim().min(1).max(2000),
  }),
  z.object({ ...base, type: z.literal("recheck"), node: z.string() }),
  z.object({ ...base, type: z.literal("choose"), node: z.string(), option: z.string() }),
  z.object({
    ...base,
    type: z.literal("intervene"),
    kind: z.enum(["pause", "resume", "abort", "rollback"]),
    reason: z.string().max(2000).optional(),
  }),
]);

export type InboxRequest = z.infer<typeof inboxRequest>;

function isVisible(name: string): boolean {
  return name.normalize("NFKC").replaceAll(/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\s]/gu, "") !== "";
}
