import * as z from "zod";

const image = z.object({ kind: z.string(), name: z.string(), container: z.string(), image: z.string() });

/** What `tidegate requests --json` prints. Members are added, never renamed or removed. */
export const requestsOutput = z.object({
  /** What waits in the guards of clusters; what runs out first comes first. */
  requests: z.array(
    z.object({
      /** What `tidegate approve` and the like call it. */
      id: z.string(),
      application: z.string(),
      environment: z.string(),
      production: z.boolean(),
      /** The kubeconfig context. */
      context: z.string(),
      /** The run's number in the workspace of who asked. */
      run: z.string(),
      askedBy: z.string(),
      /** Who wrote the change, by the asker's word. */
      authors: z.array(z.string()),
      /** What may be set by it. */
      images: z.array(image),
      /** What may be set again as the way back. */
      restores: z.array(image),
      /** Whether a yes counts only with exactly the word `yes`. */
      strict: z.boolean(),
      /** How many have said yes, of how many. */
      given: z.int(),
      required: z.int(),
      /** RFC 3339. */
      expiresAt: z.string().nullable(),
      /** Whom the cluster takes the person for. */
      you: z.string(),
      /** What they may say. */
      answers: z.array(z.enum(["approve", "reject", "override"])),
      /** Why they may say nothing. */
      message: z.string().nullable(),
    }),
  ),
  /** Why not every guard could be read. */
  problems: z.array(z.object({ reason: z.string(), message: z.string() })),
});

export type RequestsOutput = z.infer<typeof requestsOutput>;
