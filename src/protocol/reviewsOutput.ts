import * as z from "zod";

/** What `tidegate reviews list --json` prints. Members are added, never renamed or removed. */
export const reviewsOutput = z.object({
  /** Such as `github.com/acme/shop`. */
  repository: z.string(),
  reviews: z.array(
    z.object({
      run: z.number(),
      /** The number that people see, and which attempt of the run it is. */
      number: z.number(),
      attempt: z.number(),
      workflow: z.string(),
      title: z.string(),
      url: z.string(),
      branch: z.string().nullable(),
      commit: z.string(),
      startedBy: z.string().nullable(),
      environment: z.string(),
      /** Who may let it go, any one of them; teams as `@team`. */
      reviewers: z.array(z.string()),
      /** Whether the person whose token it is may answer. */
      mayAnswer: z.boolean(),
      /** Why not, as a code and as a sentence. */
      reason: z.string().nullable(),
      message: z.string().nullable(),
      /** Until when it waits in any case, RFC 3339. */
      waitsUntil: z.string().nullable(),
      /** Null where they may not be seen, or the environment is gone. */
      rules: z
        .object({
          waitMinutes: z.number(),
          preventSelfReview: z.boolean(),
          branches: z.enum(["all", "protected", "listed"]),
          otherRules: z.array(z.string()),
        })
        .nullable(),
    }),
  ),
  /** Whether all that waits is listed. */
  complete: z.boolean(),
});

export type ReviewsOutput = z.infer<typeof reviewsOutput>;

/** What `tidegate reviews approve --json` and `reject` print. */
export const reviewAnswerOutput = z.object({
  run: z.number(),
  environment: z.string(),
  state: z.enum(["approved", "rejected"]),
  message: z.string(),
});

export type ReviewAnswerOutput = z.infer<typeof reviewAnswerOutput>;
