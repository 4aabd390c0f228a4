import * as z from "zod";
import { DAYS, isTimeZone } from "../approvals/businessHours.ts";
import { MAX_DURATION_SECONDS, secondsOf } from "./duration.ts";

const DURATION_WORDS = "Write a whole number with s, m, h or d, such as 90s, 10m or 2h; at most 30d.";
const TIME_WORDS = 'Write a time as "09:00", from "00:00" to "23:59".';
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u;

/** Seconds, written `90`, `90s`, `10m`, `2h` or `1d` in the file. */
const duration = z
  .union([z.int().nonnegative(), z.string().regex(/^\d{1,9}[smhd]?$/u, { error: DURATION_WORDS })], {
    error: DURATION_WORDS,
  })
  .transform(secondsOf)
  .refine((seconds) => seconds <= MAX_DURATION_SECONDS, { error: DURATION_WORDS });

const workload = z
  .string({ error: "Write a workload as kind/name." })
  .regex(/^(deployment|statefulset|daemonset|job)\/[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/u, {
    error:
      "Write a workload as kind/name, such as deployment/web; the kinds are deployment, statefulset, daemonset, job.",
  });

const name = z.string().min(1).max(63).regex(NAME, {
  error: "Names have letters, digits, blanks, dots, dashes and underscores, and begin with a letter or digit.",
});

const approval = z
  .strictObject({
    required: z.int().min(0).max(20).default(1).describe("How many different people must say yes."),
    approvers: z
      .array(z.string().min(1))
      .optional()
      .describe("Who may answer, by name or address. Left out: anyone but the requester. An empty list: nobody."),
    selfApproval: z.boolean().default(false).describe("Whether the person who asks may also answer."),
    expires: duration.prefault("1h").describe("How long a request may wait for its answer."),
    strict: z.boolean().default(false).describe('Whether a yes counts only with exactly the word "yes" typed.'),
    overriders: z
      .array(z.string().min(1))
      .optional()
      .describe("Who may put a request through alone, with a reason, by name or address. Left out: nobody."),
  })
  .describe("The yes that a deployment here needs before it changes anything.");

const timeOfDay = z.string({ error: TIME_WORDS }).regex(/^([01]\d|2[0-3]):[0-5]\d$/u, { error: TIME_WORDS });

const businessHours = z
  .strictObject({
    timeZone: z
      .string()
      .refine(isTimeZone, { error: "Write a time zone by its IANA name, such as Europe/Berlin or UTC." })
      .describe("The time zone of the people, by its IANA name; summer time is reckoned with."),
    days: z.array(z.enum(DAYS)).min(1).default(["mon", "tue", "wed", "thu", "fri"]).describe("The days of business."),
    from: timeOfDay.default("09:00").describe("When they begin. Later than their end, they pass midnight."),
    to: timeOfDay.default("17:00").describe("When they end."),
  })
  .describe("When people work with it: a restart of production then needs a yes. Left out: every hour counts.");

const environment = z.strictObject({
  context: z.string().min(1).describe("The kubeconfig context of the cluster."),
  namespace: z
    .string()
    .max(63)
    .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/u, {
      error: "A namespace has lower-case letters, digits and dashes, and begins and ends with a letter or digit.",
    })
    .describe("The namespace of the workloads."),
  production: z
    .boolean()
    .default(false)
    .describe("Production is marked, and what may break it needs the environment's name typed."),
  workloads: z
    .array(workload)
    .optional()
    .describe("The workloads that belong to the application, as kind/name. Left out: all of the namespace."),
  deadline: duration.prefault("10m").describe("How long a rollout may take until every pod is available."),
  hold: duration.prefault("2m").describe("How long pods are watched after a rollout before it counts as verified."),
  rollback: z
    .enum(["automatic", "ask"])
    .default("ask")
    .describe("What a failed rollout leads to: a rollback at once, or a question."),
  path: z
    .enum(["rollout", "decision"])
    .default("rollout")
    .describe(
      "What a deployment walks: the rollout alone, or the decision path from task to handoff with the rollout in it.",
    ),
  gate: z
    .array(z.enum(["git-clean", "diff-reviewed"]))
    .default(["git-clean", "diff-reviewed"])
    .describe("The evidence that opens the gate before a deployment."),
  approval: approval.optional(),
  businessHours: businessHours.optional(),
});

const application = z.strictObject({
  path: z
    .string()
    .refine((path) => !/^([/\\]|[a-zA-Z]:)|(^|[/\\])\.\.([/\\]|$)/u.test(path), {
      error: "The path is relative and stays inside the folder of this file.",
    })
    .default(".")
    .describe("The application's folder, relative to this file."),
  environments: z.record(name, environment).describe("Where the application runs, in the order they are shown."),
});

/** The schema of `tidegate.yaml`. */
export const configSchema = z.strictObject({
  version: z.literal(1).describe("The version of this format."),
  applications: z.record(name, application).describe("The applications of this workspace by name."),
});

/** `tidegate.yaml` after defaults: applications by name, each with its environments by name, in file order. */
export type Config = z.infer<typeof configSchema>;
export type EnvironmentConfig = z.infer<typeof environment>;
